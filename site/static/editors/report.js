// The report's form: pictures go up in pieces while one writes, and what is written is kept as one goes.
// Without this module the same form sends all at once.

const form = document.querySelector("[data-report]");
if (form) start(form);

function start(form) {
  const status = form.querySelector(".report-status");
  const say = (text) => { status.textContent = text; };
  const going = new Set();
  const keeper = keep(form, say);
  offerOrder(form, keeper.later);
  const input = form.querySelector("#upload");
  input.addEventListener("change", () => {
    for (const file of input.files) upload(form, file, going, keeper.later);
    input.value = "";
  });
  form.addEventListener("submit", (event) => {
    if (going.size && event.submitter?.value === "submit") {
      event.preventDefault();
      form.querySelector(".report-uploads").scrollIntoView({ block: "center" });
      return;
    }
    keeper.stop();
  });
  document.querySelector("#mistakes")?.focus();
}

// What is written: on this device at once, on the server a moment later.

const WAIT = 2000;
const AGAIN = 15000;

function keep(form, say) {
  const key = `report-${form.dataset.report}`;
  const typed = () => [...new FormData(form)].filter(([name, value]) => typeof value === "string" && name !== "csrfmiddlewaretoken");
  let timer, stopped = false;

  const waiting = localStorage.getItem(key);
  if (waiting && waiting !== JSON.stringify(typed())) restore(form, JSON.parse(waiting)) && say(form.dataset.saidRestored);

  form.addEventListener("input", () => later());
  window.addEventListener("online", () => localStorage.getItem(key) && later(0));

  function later(wait = WAIT) {
    localStorage.setItem(key, JSON.stringify(typed()));
    clearTimeout(timer);
    timer = setTimeout(send, wait);
  }

  async function send() {
    const sent = JSON.stringify(typed());
    const body = new FormData(form);
    body.delete("upload");
    body.set("act", "autosave");
    body.set("csrfmiddlewaretoken", token(form));
    try {
      const response = await fetch(form.action || location.pathname, { method: "POST", body });
      if (response.status === 401) return say(form.dataset.saidLogin);
      if (!response.ok) throw new Error(response.statusText);
      const { kept, mistakes } = await response.json();
      if (!kept) return say(`${form.dataset.saidRefused} ${mistakes.join(" ")}`);
      if (JSON.stringify(typed()) === sent) localStorage.removeItem(key);
      if (!stopped) say(`${form.dataset.saidKept} ${kept}`);
    } catch {
      say(form.dataset.saidLost);
      timer = setTimeout(send, AGAIN);
    }
  }

  function stop() {
    stopped = true;
    clearTimeout(timer);
    localStorage.removeItem(key);
  }

  return { later, stop };
}

function restore(form, pairs) {
  const rows = Number(Object.fromEntries(pairs)["photos-TOTAL_FORMS"] ?? 0);
  while (form.querySelectorAll(".report-photo").length < rows) addRow(form, "", "");
  const values = new Map();
  for (const [name, value] of pairs) values.set(name, [...(values.get(name) ?? []), value]);
  let changed = false;
  for (const field of form.elements) {
    if (!field.name || ["csrfmiddlewaretoken", "act", "upload", "about"].includes(field.name) || field.type === "submit") continue;
    const kept = values.get(field.name) ?? [];
    if (["checkbox", "radio"].includes(field.type)) {
      changed ||= field.checked !== kept.includes(field.value);
      field.checked = kept.includes(field.value);
    } else if (kept.length && field.value !== kept[0]) {
      field.value = kept[0];
      changed = true;
    }
  }
  return changed;
}

// The cookie's token: a login in another tab makes the form's one old.
function token(form) {
  const found = document.cookie.match(/(?:^|; )csrftoken=([^;]+)/);
  return found ? found[1] : form.elements.csrfmiddlewaretoken.value;
}

// Pictures: shrunk here, then by tus 1.0.0 in pieces; a lost network is waited for.

const LONGEST_SIDE = 2560;
const PIECE = 512 * 1024;
const LONGEST_WAIT = 30000;

async function upload(form, file, going, done) {
  const line = document.createElement("li");
  const progress = document.createElement("progress");
  const stop = document.createElement("button");
  const abort = new AbortController();
  stop.type = "button";
  stop.className = "copy";
  stop.textContent = form.dataset.saidRemove;
  stop.addEventListener("click", () => abort.abort());
  const name = document.createElement("span");
  name.textContent = file.name;
  progress.max = 1;
  progress.value = 0;
  progress.setAttribute("aria-label", file.name);
  line.append(name, progress, stop);
  form.querySelector(".report-uploads").append(line);
  going.add(line);
  try {
    const picture = await shrunk(file);
    const address = await sent(form, picture, file.name, abort.signal, (part) => { progress.value = part; });
    addRow(form, address.split("/").filter(Boolean).pop(), URL.createObjectURL(picture));
    line.remove();
    done(0);
  } catch (error) {
    if (abort.signal.aborted) line.remove();
    else line.replaceChildren(`${form.dataset.saidRefused} ${file.name}. ${error.message}`);
  } finally {
    going.delete(line);
  }
}

// The picture no wider and no higher than is shown; as it is where the browser cannot read it.
async function shrunk(file) {
  try {
    const picture = await createImageBitmap(file, { imageOrientation: "from-image" });
    const part = Math.min(1, LONGEST_SIDE / Math.max(picture.width, picture.height));
    if (part === 1 && file.type === "image/jpeg") return file;
    const canvas = document.createElement("canvas");
    canvas.width = Math.round(picture.width * part);
    canvas.height = Math.round(picture.height * part);
    const context = canvas.getContext("2d");
    context.fillStyle = "#fff";
    context.fillRect(0, 0, canvas.width, canvas.height);
    context.drawImage(picture, 0, 0, canvas.width, canvas.height);
    picture.close();
    const made = await new Promise((resolve) => canvas.toBlob(resolve, "image/jpeg", 0.88));
    return made ?? file;
  } catch {
    return file;
  }
}

async function sent(form, picture, name, signal, tell) {
  const headers = () => ({ "Tus-Resumable": "1.0.0", Accept: "application/json", "X-CSRFToken": token(form) });
  const type = picture.type || "image/jpeg";
  const metadata = `filename ${base64(name)},filetype ${base64(type)}`;
  const begun = await patient(signal, () =>
    fetch(form.dataset.uploads, { method: "POST", signal, headers: { ...headers(), "Upload-Length": String(picture.size), "Upload-Metadata": metadata } }));
  const address = begun.headers.get("Location");
  let offset = 0;
  for (;;) {
    const from = offset;
    const answer = await patient(signal, async (isAgain) => {
      if (isAgain) {
        const state = await fetch(address, { method: "HEAD", signal, headers: headers() });
        if (state.ok) offset = Number(state.headers.get("Upload-Offset"));
      }
      const body = picture.slice(offset, offset + PIECE);
      return fetch(address, { method: "PATCH", signal, body, headers: { ...headers(), "Content-Type": "application/offset+octet-stream", "Upload-Offset": String(offset) } });
    });
    if (answer.headers.has("Location")) return answer.headers.get("Location");
    offset = Number(answer.headers.get("Upload-Offset") ?? from);
    tell(offset / picture.size);
  }
}

// Asks again while there is no network or the server is busy; throws what the server says otherwise.
async function patient(signal, ask) {
  for (let wait = 1000, isAgain = false; ; wait = Math.min(wait * 2, LONGEST_WAIT), isAgain = true) {
    try {
      const response = await ask(isAgain);
      if (response.ok) return response;
      if (response.status < 500 && ![409, 423, 429].includes(response.status)) throw new Refused(await said(response));
    } catch (error) {
      if (error instanceof Refused || signal.aborted) throw error;
    }
    await new Promise((resolve) => {
      setTimeout(resolve, wait);
      window.addEventListener("online", resolve, { once: true });
    });
    signal.throwIfAborted();
  }
}

class Refused extends Error {}

async function said(response) {
  try {
    return (await response.json()).detail;
  } catch {
    return response.statusText;
  }
}

function base64(text) {
  return btoa(String.fromCharCode(...new TextEncoder().encode(text)));
}

// The gallery's rows.

function addRow(form, picture, preview) {
  const total = form.elements["photos-TOTAL_FORMS"];
  const html = form.querySelector("#photo-row").innerHTML.replaceAll("__prefix__", total.value);
  const list = form.querySelector(".report-photos");
  list.insertAdjacentHTML("beforeend", html);
  const row = list.lastElementChild;
  row.querySelector("input[type=hidden]").value = picture;
  row.querySelector("[name$=ORDER]").value = list.children.length;
  if (preview) {
    const image = new Image();
    image.src = preview;
    image.alt = "";
    row.querySelector(".photo").append(image);
  }
  total.value = Number(total.value) + 1;
}

function offerOrder(form, changed) {
  form.querySelector(".report-photos").addEventListener("change", (event) => {
    if (!event.target.name.endsWith("ORDER")) return;
    const list = event.currentTarget;
    const rows = [...list.children].sort((one, other) => place(one) - place(other));
    list.replaceChildren(...rows);
    rows.forEach((row, index) => { row.querySelector("[name$=ORDER]").value = index + 1; });
    changed();
  });
}

const place = (row) => Number(row.querySelector("[name$=ORDER]").value);
