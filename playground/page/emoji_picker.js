// A picker of emoji: type to search, arrow keys to walk, Enter to take.

import { h } from "./dom.js";
import { all, emoji, FREQUENT, search } from "./emoji.js";
import { popover } from "./menu.js";

const COLUMNS = 8;

/** @param {HTMLElement} anchor @param {(name: string) => void} take */
export function pickEmoji(anchor, take) {
  const field = h("input", { type: "search", class: "field", placeholder: "Find an emoji", "aria-label": "Find an emoji", autocomplete: "off" });
  const grid = h("div", { class: "emoji-grid", role: "group", "aria-label": "Emoji" });
  const box = h("div", { class: "picker", role: "dialog", "aria-label": "Emoji" }, field, grid);
  let close = () => {};
  const chosen = (name) => {
    close();
    take(name);
  };
  const draw = () => {
    const typed = field.value.trim().replaceAll(" ", "_");
    const found = typed ? search(typed, 64) : [...FREQUENT.map((name) => [name, emoji(name)]), ...all()];
    grid.replaceChildren(
      ...found.map(([name, sign]) => h("button", { type: "button", class: "emoji-choice", "aria-label": name.replaceAll("_", " "), title: `:${name}:`, onclick: () => chosen(name) }, sign)),
    );
  };
  field.addEventListener("input", draw);
  field.addEventListener("keydown", (event) => {
    if (event.key === "Enter") grid.firstElementChild?.click();
    else if (event.key === "ArrowDown") grid.firstElementChild?.focus();
    else return;
    event.preventDefault();
  });
  grid.addEventListener("keydown", (event) => {
    const items = [...grid.children];
    const steps = { ArrowRight: 1, ArrowLeft: -1, ArrowDown: COLUMNS, ArrowUp: -COLUMNS };
    if (!(event.key in steps)) return;
    event.preventDefault();
    (items[items.indexOf(document.activeElement) + steps[event.key]] ?? field).focus();
  });
  draw();
  close = popover(anchor, box, { focus: field, align: "end" });
}
