// Suggestions under a search field: an ARIA combobox. Without this module the field is an ordinary one.

const WAIT = 150;
const SHORTEST = 2;

for (const field of document.querySelectorAll("[data-suggest]")) offer(field);

function offer(field) {
  const list = document.createElement("ul");
  list.id = `${field.id}-list`;
  list.className = "suggestions";
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", field.dataset.label);
  list.hidden = true;
  field.parentElement.append(list);
  for (const [name, value] of Object.entries({ role: "combobox", "aria-autocomplete": "list", "aria-controls": list.id, "aria-expanded": "false" })) {
    field.setAttribute(name, value);
  }

  let timer, asked;
  field.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(ask, WAIT);
  });
  field.addEventListener("keydown", pressed);
  field.addEventListener("blur", () => setTimeout(close, WAIT));

  async function ask() {
    const text = field.value.trim();
    asked = text;
    if (text.length < SHORTEST) return close();
    try {
      const response = await fetch(`${field.dataset.suggest}?q=${encodeURIComponent(text)}`);
      const { suggestions } = response.ok ? await response.json() : { suggestions: [] };
      if (asked === text) show(suggestions);
    } catch {
      if (asked === text) close();
    }
  }

  function show(suggestions) {
    list.replaceChildren(...suggestions.map(line));
    list.hidden = !suggestions.length;
    field.setAttribute("aria-expanded", String(!list.hidden));
    field.removeAttribute("aria-activedescendant");
  }

  function line({ kind, text, url }, place) {
    const item = document.createElement("li");
    item.id = `${list.id}-${place}`;
    item.setAttribute("role", "option");
    item.setAttribute("aria-selected", "false");
    item.dataset.url = url;
    const label = document.createElement("small");
    label.textContent = kind;
    item.append(text, " ", label);
    item.addEventListener("mousedown", ({ button }) => button || location.assign(url));
    return item;
  }

  // An answer that is still on its way comes too late.
  function close() {
    clearTimeout(timer);
    asked = undefined;
    list.hidden = true;
    field.setAttribute("aria-expanded", "false");
    field.removeAttribute("aria-activedescendant");
  }

  function pressed(event) {
    const chosen = list.querySelector("[aria-selected=true]");
    if (event.key === "Escape" && !list.hidden) {
      event.preventDefault();
      close();
    } else if (event.key === "Enter" && chosen && !list.hidden) {
      event.preventDefault();
      location.assign(chosen.dataset.url);
    } else if (["ArrowDown", "ArrowUp"].includes(event.key) && !list.hidden) {
      event.preventDefault();
      const lines = [...list.children];
      const step = event.key === "ArrowDown" ? 1 : -1;
      const next = chosen ? lines.indexOf(chosen) + step : step > 0 ? 0 : lines.length - 1;
      chosen?.setAttribute("aria-selected", "false");
      const line = lines[(next + lines.length) % lines.length];
      line.setAttribute("aria-selected", "true");
      field.setAttribute("aria-activedescendant", line.id);
    }
  }
}
