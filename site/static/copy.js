// Copy buttons: hashtags, links to a plan's items, texts to share. They stay hidden where copying is impossible.

const SHOWN_FOR = 2000;

async function copy(button, text) {
  const label = button.querySelector("span:last-child") ?? button;
  const usual = label.textContent;
  await navigator.clipboard.writeText(text);
  label.textContent = button.dataset.done;
  button.classList.add("is-done");
  say(button.dataset.done);
  setTimeout(() => {
    label.textContent = usual;
    button.classList.remove("is-done");
  }, SHOWN_FOR);
}

function say(text) {
  let voice = document.getElementById("voice");
  if (!voice) {
    voice = document.createElement("p");
    voice.id = "voice";
    voice.className = "unseen";
    voice.setAttribute("role", "status");
    document.body.append(voice);
  }
  voice.textContent = "";
  setTimeout(() => { voice.textContent = text; }, 100);
}

if (navigator.clipboard) {
  for (const button of document.querySelectorAll("button[data-copy], button[data-copy-from]")) button.hidden = false;
  document.addEventListener("click", (event) => {
    const button = event.target.closest("button[data-copy], button[data-copy-from]");
    if (!button) return;
    const source = document.getElementById(button.dataset.copyFrom);
    copy(button, source ? source.value : button.dataset.copy);
  });
}
