// The check of an import: a row's source is shown beside it, corrections replace one row, keys walk through the doubts.
// Without this module every form and link works as an ordinary page.

const understood = document.querySelector(".import-understood");
const counter = document.querySelector("[data-doubts]");
const nextButton = document.querySelector("[data-next-doubt]");

document.addEventListener("submit", (event) => {
  const question = event.target.dataset.confirm;
  if (question && !window.confirm(question)) event.preventDefault();
});

const pasted = document.querySelector("[name=pasted]");
const pastedHtml = document.querySelector("[name=pasted_html]");
// The clipboard's table stands for the text only while the text is just that paste.
pasted?.addEventListener("paste", (event) => {
  pastedHtml.value = pasted.value ? "" : event.clipboardData.getData("text/html");
});
pasted?.addEventListener("input", (event) => {
  if (event.inputType !== "insertFromPaste") pastedHtml.value = "";
});

if (understood) {
  nextButton.hidden = counter.hidden;
  nextButton.addEventListener("click", () => walk(1));
  understood.addEventListener("click", clicked);
  understood.addEventListener("submit", submitted);
  understood.addEventListener("focusin", (event) => showSource(event.target));
  document.addEventListener("keydown", pressed);
}

function showSource(target) {
  const row = target.closest("[data-source]");
  const source = row?.dataset.source && document.getElementById(row.dataset.source);
  if (!source) return;
  document.querySelectorAll(".is-shown").forEach((shown) => shown.classList.remove("is-shown"));
  source.classList.add("is-shown");
  const pane = source.closest(".import-source");
  pane.scrollTop += source.getBoundingClientRect().top - pane.getBoundingClientRect().top - pane.clientHeight / 3;
}

async function clicked(event) {
  showSource(event.target);
  const link = event.target.closest("[data-edit], [data-cancel]");
  if (!link || event.ctrlKey || event.metaKey) return;
  event.preventDefault();
  const node = link.closest("[data-node]");
  if (link.matches("[data-cancel]")) restore(node);
  else await load(node, new Request(link.href, { headers: { "X-Fragment": "1" } }));
}

async function submitted(event) {
  const form = event.target;
  const action = event.submitter?.value;
  if (!form.closest("[data-node]") || action === "add") return;
  event.preventDefault();
  const body = new FormData(form, event.submitter);
  await load(form.closest("[data-node]"), new Request(form.getAttribute("action"), { method: "POST", body, headers: { "X-Fragment": "1" } }));
}

// A form remembers the row that it stands for, so that «Отмена» needs no request.
const rows = new Map();

async function load(node, request) {
  node.setAttribute("aria-busy", "true");
  try {
    const response = await fetch(request);
    if (response.status === 409) throw new Error(await response.text());
    if (!response.headers.has("X-Fragment")) throw new Error();
    replace(node, await response.text(), response.headers.get("X-Doubts"));
  } catch (error) {
    node.removeAttribute("aria-busy");
    const lost = "Не удалось связаться с сайтом, или вы вышли из него. Правка не сохранена, попробуйте ещё раз.";
    window.alert(error instanceof TypeError || !error.message ? lost : error.message);
  }
}

function replace(node, html, doubts) {
  const template = document.createElement("template");
  template.innerHTML = html.trim();
  const fresh = template.content.firstElementChild;
  if (fresh.matches("form") && !node.matches("form")) rows.set(fresh.id, node);
  if (fresh.matches("form")) fresh.dataset.source = node.dataset.source ?? "";
  node.replaceWith(fresh);
  focus(fresh);
  if (doubts !== null) {
    counter.hidden = nextButton.hidden = doubts === "0";
    counter.querySelector("[data-doubts-count]").textContent = doubts;
  }
}

function restore(form) {
  const row = rows.get(form.id);
  row.removeAttribute("aria-busy");
  form.replaceWith(row);
  focus(row);
}

function focus(node) {
  const field = node.querySelector("input:not([type=hidden]), textarea");
  if (!field) node.tabIndex = -1;
  (field ?? node).focus({ preventScroll: true });
  node.scrollIntoView({ block: "nearest", behavior: "instant" });
}

function walk(step) {
  const doubts = [...understood.querySelectorAll("[data-doubt]")];
  if (!doubts.length) return;
  const current = doubts.indexOf(understood.querySelector("[data-doubt].is-current"));
  const next = doubts[(current + step + doubts.length) % doubts.length] ?? doubts[0];
  understood.querySelectorAll(".is-current").forEach((row) => row.classList.remove("is-current"));
  next.classList.add("is-current");
  next.scrollIntoView({ block: "center", behavior: "instant" });
  next.tabIndex = -1;
  next.focus({ preventScroll: true });
}

// The keys stand where they are on the keyboard, in whatever layout: J and K walk, Y says «верно».
function pressed(event) {
  if (event.target.closest("input, textarea, select") || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.code === "KeyJ") walk(1);
  else if (event.code === "KeyK") walk(-1);
  else if (event.code === "KeyY") document.activeElement.closest("[data-doubt]")?.querySelector("[data-settle], form button")?.click();
}
