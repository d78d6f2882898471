// A select menu, of one or several: a field that filters as one types, and a list that arrow keys walk through.

import { h, icon } from "../dom.js";
import { drawn } from "./options.js";

/** Milliseconds in which an answer is hardly waited for. */
const PATIENCE = 150;

let count = 0;

const note = (words) => h("div", { class: "choices-none", role: "option", "aria-disabled": "true" }, words);

/**
 * @param {{id?: string, label?: string, describedby?: string, placeholder?: string, many?: boolean, most?: number,
 *   least?: number, chosen: import("./options.js").Choice[], source: import("./options.js").Source, changed: () => void}} how
 *   `most` can be chosen; nothing is offered before `least` characters are typed
 * @returns {{node: HTMLElement, read: () => string[], field: HTMLElement}}
 */
export function select({ id, label, describedby, placeholder, many = false, most = Infinity, least = 0, chosen, source, changed }) {
  const list = h("div", { id: `choices-${++count}`, role: "listbox", class: "choices", "aria-label": label ?? placeholder ?? "Choices", "aria-multiselectable": many ? "true" : null, hidden: true });
  const field = h("input", {
    id,
    type: "text",
    role: "combobox",
    class: "select-field",
    autocomplete: "off",
    "aria-autocomplete": "list",
    "aria-expanded": "false",
    "aria-controls": list.id,
    "aria-label": id ? null : label ?? placeholder,
    "aria-describedby": describedby,
  });
  const chips = h("span", { class: "chips" });
  const node = h("span", { class: many ? "select many" : "select" }, chips, field, icon("down"), list);
  let held = [...chosen];
  let offered = [];
  let at = 0;
  let asked = 0;

  field.addEventListener("click", () => list.hidden && open());
  field.addEventListener("input", () => open(field.value));
  field.addEventListener("blur", () => setTimeout(() => node.contains(document.activeElement) || close()));
  field.addEventListener("keydown", key);
  node.addEventListener("click", (event) => (event.target === node || event.target === chips) && (field.focus(), open()));
  show();
  return { node, read: () => held.map((one) => one.value), field };

  function show() {
    field.value = many ? "" : held[0]?.label ?? "";
    field.placeholder = many && held.length ? "" : placeholder ?? "Choose…";
    chips.replaceChildren(...(many ? held.map(chip) : held[0]?.picture ? [held[0].picture()] : []));
  }

  function chip(choice) {
    const drop = () => {
      held = held.filter((one) => one !== choice);
      show();
      changed();
      field.focus();
    };
    return h("span", { class: "choice-chip" }, choice.picture?.(), choice.label, h("button", { type: "button", "aria-label": `Remove ${choice.label}`, onclick: drop }, icon("close")));
  }

  /** Offer what fits; of several questions under way, only the answer to the newest counts. */
  async function open(typed = "") {
    const mine = ++asked;
    offered = [];
    if (!typed && !many) field.select();
    if (typed.length < least) return reveal(note(`Type ${least === 1 ? "a character" : `${least} characters`} or more`));
    const slow = setTimeout(() => mine === asked && reveal(note("Looking…")), PATIENCE);
    const found = await source(typed);
    clearTimeout(slow);
    if (mine !== asked) return;
    offered = many ? found.filter((one) => !held.some((other) => other.value === one.value)) : found;
    at = Math.max(0, offered.findIndex((one) => one.value === held[0]?.value));
    reveal(...(offered.length ? grouped() : [note("No results")]));
    point();
  }

  function reveal(...lines) {
    list.replaceChildren(...lines);
    list.hidden = false;
    field.setAttribute("aria-expanded", "true");
    field.removeAttribute("aria-activedescendant");
    place();
    addEventListener("scroll", scrolled, true);
  }

  function close() {
    asked += 1;
    list.hidden = true;
    field.setAttribute("aria-expanded", "false");
    field.removeAttribute("aria-activedescendant");
    removeEventListener("scroll", scrolled, true);
    show();
  }

  function scrolled(event) {
    if (event.target !== list) place();
  }

  /** The options as lines, those of a group under its heading. */
  function grouped() {
    const lines = [];
    let group = null;
    offered.forEach((choice, index) => {
      if (choice.group !== group?.name) {
        const heading = h("div", { id: `${list.id}-group-${index}`, class: "choices-group", role: "presentation" }, choice.group);
        const box = choice.group && h("div", { role: "group", "aria-labelledby": heading.id }, heading);
        group = { name: choice.group, box };
        if (box) lines.push(box);
      }
      if (group?.box) group.box.append(option(choice, index));
      else lines.push(option(choice, index));
    });
    return lines;
  }

  function option(choice, index) {
    const take = (event) => {
      event.preventDefault();
      choose(choice);
    };
    return h("div", { id: `${list.id}-${index}`, role: "option", class: "choice", "aria-selected": "false", onmousedown: take }, drawn(choice));
  }

  function point() {
    const options = [...list.querySelectorAll(".choice")];
    options.forEach((one, index) => one.setAttribute("aria-selected", String(index === at)));
    if (!options[at]) return;
    field.setAttribute("aria-activedescendant", options[at].id);
    options[at].scrollIntoView({ block: "nearest" });
  }

  function place() {
    const box = node.getBoundingClientRect();
    const room = innerHeight - box.bottom - 12;
    const above = room < 180 && box.top > room;
    list.style.width = `${Math.max(box.width, 220)}px`;
    list.style.left = `${Math.max(8, Math.min(box.left, innerWidth - Math.max(box.width, 220) - 8))}px`;
    list.style.maxHeight = `${Math.min(280, above ? box.top - 12 : room)}px`;
    list.style.top = above ? "auto" : `${box.bottom + 4}px`;
    list.style.bottom = above ? `${innerHeight - box.top + 4}px` : "auto";
  }

  function choose(choice) {
    if (many && held.length >= most) return close();
    held = many ? [...held, choice] : [choice];
    close();
    field.focus();
    changed();
  }

  function key(event) {
    const closed = list.hidden;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      if (closed) open();
      else at = (at + (event.key === "ArrowDown" ? 1 : -1) + offered.length) % Math.max(1, offered.length);
      if (!closed) point();
    } else if (event.key === "Enter" && !closed) {
      if (offered[at]) choose(offered[at]);
    } else if (event.key === "Escape" && !closed) {
      event.stopPropagation();
      close();
    } else if (event.key === "Backspace" && many && !field.value && held.length) {
      held = held.slice(0, -1);
      show();
      changed();
    } else if (event.key === "Tab" && !closed) {
      return void close();
    } else {
      return;
    }
    event.preventDefault();
  }
}
