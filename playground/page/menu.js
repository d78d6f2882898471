// Menus that open at a control: choices that arrow keys walk through, closed by Escape or a click elsewhere.

import { h, icon } from "./dom.js";

let open = null;

export function closeMenu() {
  open?.close();
}

/**
 * Open something beside `anchor`; only one is open at a time.
 * @param {HTMLElement} anchor
 * @param {HTMLElement} content
 * @param {{focus?: HTMLElement, align?: "start"|"end"}} [how]
 * @returns {() => void} closes it
 */
export function popover(anchor, content, how = {}) {
  const same = open?.anchor === anchor;
  open?.close();
  if (same) return () => {};
  const root = document.getElementById("floats");
  const back = document.activeElement;
  content.classList.add("popover");
  root.append(content);
  place(anchor, content, how.align ?? "start");
  anchor.setAttribute("aria-expanded", "true");
  const outside = (event) => {
    if (!content.contains(event.target) && !anchor.contains(event.target)) close();
  };
  const escape = (event) => {
    if (event.key !== "Escape") return;
    event.preventDefault();
    event.stopPropagation();
    close(true);
  };
  const close = (refocus = false) => {
    content.remove();
    anchor.setAttribute("aria-expanded", "false");
    document.removeEventListener("pointerdown", outside, true);
    document.removeEventListener("keydown", escape, true);
    removeEventListener("resize", close);
    if (open?.close === close) open = null;
    if (refocus === true) (anchor.isConnected ? anchor : back)?.focus?.();
  };
  document.addEventListener("pointerdown", outside, true);
  document.addEventListener("keydown", escape, true);
  addEventListener("resize", close);
  open = { anchor, close };
  (how.focus ?? content.querySelector("button, input, [tabindex]"))?.focus();
  return close;
}

function place(anchor, content, align) {
  const at = anchor.getBoundingClientRect();
  const { offsetWidth: width, offsetHeight: height } = content;
  const left = align === "end" ? at.right - width : at.left;
  content.style.left = `${Math.max(8, Math.min(left, innerWidth - width - 8))}px`;
  const below = at.bottom + 6 + height <= innerHeight - 8;
  const top = below || at.top < height + 14 ? at.bottom + 6 : at.top - height - 6;
  content.style.top = `${Math.max(8, Math.min(top, innerHeight - height - 8))}px`;
}

/**
 * @typedef {{label: string, icon?: string, detail?: string, danger?: boolean, disabled?: boolean, checked?: boolean,
 *   run: () => void} | "line" | {heading: string}} Choice
 */

/**
 * Open a menu of choices.
 * @param {HTMLElement} anchor @param {string} label what the menu is called @param {Choice[]} choices
 * @param {{align?: "start"|"end"}} [how]
 */
export function menu(anchor, label, choices, how = {}) {
  const list = h("div", { role: "menu", "aria-label": label, class: "menu" });
  let close = () => {};
  for (const choice of choices) list.append(entry(choice, () => close()));
  list.addEventListener("keydown", (event) => walk(list, event, () => close()));
  close = popover(anchor, list, { ...how, focus: list.querySelector("[role^=menuitem]:not([disabled])") });
}

function entry(choice, close) {
  if (choice === "line") return h("div", { role: "separator", class: "menu-line" });
  if ("heading" in choice) return h("div", { class: "menu-heading", role: "presentation" }, choice.heading);
  const run = () => {
    close();
    choice.run();
  };
  const radio = choice.checked !== undefined;
  return h(
    "button",
    {
      type: "button",
      role: radio ? "menuitemradio" : "menuitem",
      "aria-checked": radio ? String(choice.checked) : null,
      tabindex: -1,
      disabled: choice.disabled,
      class: choice.danger ? "menu-item danger" : "menu-item",
      onclick: run,
    },
    choice.picture ?? (choice.icon ? icon(choice.icon) : h("span", { class: "icon" })),
    h("span", { class: "menu-label" }, choice.label, choice.detail && h("small", {}, choice.detail)),
    choice.checked && icon("check"),
  );
}

function walk(list, event, close) {
  const items = [...list.querySelectorAll("[role^=menuitem]:not([disabled])")];
  const at = items.indexOf(document.activeElement);
  const steps = { ArrowDown: at + 1, ArrowUp: at - 1 + items.length, Home: 0, End: items.length - 1 };
  if (event.key in steps) {
    event.preventDefault();
    items[steps[event.key] % items.length]?.focus();
  } else if (event.key === "Tab") {
    close();
  } else if (event.key.length === 1 && event.key !== " ") {
    const next = [...items.slice(at + 1), ...items].find((one) =>
      one.textContent.trim().toLowerCase().startsWith(event.key.toLowerCase()),
    );
    next?.focus();
  }
}
