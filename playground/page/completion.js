// Completion in the composer: commands after "/", people and groups after "@", channels after "#", emoji after ":".

import { avatar } from "./avatar.js";
import { h, icon } from "./dom.js";
import { search } from "./emoji.js";

const MOST = 8;
const TRIGGER = /(?:^|[\s(])([@#:])([\p{L}\p{N}._+-]*)$/u;
const COMMAND = /^\/([\w-]*)$/;

let count = 0;

/**
 * @param {import("./app.js").App} app
 * @param {HTMLTextAreaElement} field
 * @param {HTMLElement} home where the list is put
 * @param {{commands: boolean}} what
 */
export function completion(app, field, home, { commands }) {
  const id = `completion-${++count}`;
  const list = h("div", { id, class: "completion", role: "listbox", "aria-label": "Suggestions", hidden: true });
  home.append(list);
  field.setAttribute("aria-controls", id);
  field.setAttribute("aria-autocomplete", "list");
  field.setAttribute("aria-haspopup", "listbox");
  field.addEventListener("blur", hide);
  let offered = [];
  let at = 0;

  return { update, key };

  function update() {
    const before = field.value.slice(0, field.selectionStart);
    offered = app.seen ? offers(app, before, commands) : [];
    at = 0;
    draw();
  }

  function hide() {
    offered = [];
    draw();
  }

  function draw() {
    const open = offered.length > 0 && document.activeElement === field;
    list.hidden = !open;
    if (!open) {
      field.removeAttribute("aria-activedescendant");
      return list.replaceChildren();
    }
    list.replaceChildren(
      ...offered.map((one, index) =>
        h(
          "div",
          { id: `${id}-${index}`, role: "option", class: "completion-item", "aria-selected": String(index === at), onmousedown: (event) => (event.preventDefault(), take(one)) },
          one.picture(),
          h("b", {}, one.label),
          one.detail && h("small", {}, one.detail),
        ),
      ),
    );
    field.setAttribute("aria-activedescendant", `${id}-${at}`);
    list.children[at].scrollIntoView({ block: "nearest" });
  }

  function take({ from, text }) {
    field.setRangeText(`${text} `, from, field.selectionStart, "end");
    field.dispatchEvent(new Event("input"));
  }

  /** Handle a key; whether it was for the list. */
  function key(event) {
    if (list.hidden) return false;
    const steps = { ArrowDown: 1, ArrowUp: -1 };
    if (event.key in steps) {
      at = (at + steps[event.key] + offered.length) % offered.length;
      draw();
    } else if (event.key === "Escape") {
      hide();
      event.stopPropagation();
    } else if (event.key === "Tab" || (event.key === "Enter" && !event.shiftKey && !complete())) {
      take(offered[at]);
    } else {
      return false;
    }
    event.preventDefault();
    return true;
  }

  /** Whether what is typed is already what would be taken. */
  function complete() {
    const { from, text } = offered[at];
    return field.value.slice(from, field.selectionStart) === text;
  }
}

function offers(app, before, commands) {
  const command = commands && before.match(COMMAND);
  if (command) return commandOffers(app, before);
  const found = before.match(TRIGGER);
  if (!found) return [];
  const [, sign, word] = found;
  const from = before.length - word.length - 1;
  const typed = word.toLowerCase();
  if (sign === "@") return people(app, typed, from);
  if (sign === "#") return rooms(app, typed, from);
  return word.length < 2 ? [] : search(typed, MOST).map(([name, shown]) => ({ from, text: `:${name}:`, label: `:${name}:`, picture: () => h("span", { class: "icon" }, shown) }));
}

function commandOffers(app, before) {
  const all = app.about.apps.flatMap((one) => one.commands.map((command) => ({ one, command })));
  return all
    .filter(({ command }) => command.command.startsWith(before))
    .map(({ one, command }) => ({
      from: 0,
      text: command.command,
      label: command.command,
      detail: `${command.description ?? ""} · ${one.name}`,
      picture: () => icon("slash"),
    }));
}

function people(app, typed, from) {
  const { people: all, groups } = app.seen.screen;
  const persons = all
    .filter((one) => !one.deleted)
    .map((one) => ({ name: one.handle, also: one.name, detail: one.is_bot ? `${one.name} · app` : one.name, picture: () => avatar(one, "tiny") }));
  const rest = [
    ...groups.map((one) => ({ name: one.handle, also: one.name, detail: `${one.name} · group`, picture: () => icon("people") })),
    ...[["here", "Notify everyone in this channel who is active"], ["channel", "Notify everyone in this channel"]].map(([name, detail]) => ({ name, also: "", detail, picture: () => icon("activity") })),
  ];
  return [...persons, ...rest]
    .filter((one) => one.name.startsWith(typed) || one.also.toLowerCase().startsWith(typed))
    .slice(0, MOST)
    .map((one) => ({ from, text: `@${one.name}`, label: `@${one.name}`, detail: one.detail, picture: one.picture }));
}

function rooms(app, typed, from) {
  return app.seen.screen.channels
    .filter((one) => !one.is_im && one.name.includes(typed))
    .slice(0, MOST)
    .map((one) => ({ from, text: `#${one.name}`, label: `#${one.name}`, detail: one.purpose, picture: () => icon(one.private ? "lock" : "hash") }));
}
