// The gallery's viewer: arrow keys, swipe, Esc. Without it every photo is a plain link to the whole picture.

const SWIPE = 40;
const dialog = document.querySelector("dialog.viewer");
const links = [...document.querySelectorAll("a[data-viewer]")];
let current = 0;
let touchedAt = null;

function show(index) {
  current = (index + links.length) % links.length;
  const link = links[current];
  const picture = dialog.querySelector("img");
  picture.src = link.href;
  picture.alt = link.querySelector("img")?.alt ?? "";
  dialog.querySelector(".viewer-caption").textContent = link.dataset.caption;
  dialog.querySelector(".viewer-count").textContent = `${current + 1} / ${links.length}`;
  new Image().src = links[(current + 1) % links.length].href;
}

function open(event, index) {
  if (event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  show(index);
  dialog.showModal();
}

const acts = {
  close: () => dialog.close(),
  back: () => show(current - 1),
  next: () => show(current + 1),
};
const keys = { ArrowLeft: acts.back, ArrowRight: acts.next };

if (dialog?.showModal) {
  links.forEach((link, index) => link.addEventListener("click", (event) => open(event, index)));
  dialog.addEventListener("click", (event) => acts[event.target.closest("[data-act]")?.dataset.act]?.());
  dialog.addEventListener("keydown", (event) => keys[event.key]?.());
  dialog.addEventListener("close", () => links[current].focus());
  dialog.addEventListener("touchstart", (event) => { touchedAt = event.touches.length === 1 ? event.touches[0].clientX : null; }, { passive: true });
  dialog.addEventListener("touchend", (event) => {
    if (touchedAt === null) return;
    const way = event.changedTouches[0].clientX - touchedAt;
    if (Math.abs(way) > SWIPE) show(current + (way < 0 ? 1 : -1));
    touchedAt = null;
  });
}
