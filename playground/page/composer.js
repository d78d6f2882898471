// Where people type: messages, slash commands, and names that complete themselves.

import { completion } from "./completion.js";
import { h, icon, iconButton } from "./dom.js";
import * as storage from "./local_storage.js";
import { menu } from "./menu.js";
import { pickEmoji } from "./emoji_picker.js";
import { emoji } from "./emoji.js";

let count = 0;

/**
 * @param {import("./app.js").App} app
 * @param {{channel: string, thread?: string, placeholder: string}} place
 * @returns {HTMLElement}
 */
export function composer(app, { channel, thread, placeholder }) {
  const id = `composer-${++count}`;
  const place = thread ? `${channel}/${thread}` : channel;
  const field = h("textarea", { id, rows: 1, placeholder, "aria-label": placeholder, value: storage.draft(app.handle, place), spellcheck: "true", enterkeyhint: "send" });
  const send = h("button", { type: "submit", class: "send", "aria-label": "Send", title: "Send (Enter)" }, icon("send"));
  const plus = iconButton("plus", "Shortcuts", () => shortcuts(app, plus), { "aria-haspopup": "menu" });
  const smile = iconButton("smile", "Emoji", () => pickEmoji(smile, (name) => insert(emoji(name) ? `:${name}: ` : "")));
  const at = iconButton("at", "Mention somebody", () => insert("@"));
  const slash = iconButton("slash", "Run a command", () => {
    field.value = "/";
    insert("");
  });
  const help = h("p", { class: "composer-hint" });
  const form = h(
    "form",
    { class: "composer", onsubmit: (event) => (event.preventDefault(), submit()) },
    h("div", { class: "composer-box" }, field, h("div", { class: "composer-bar" }, plus, smile, at, thread ? null : slash, h("span", { class: "spring" }), send)),
    help,
  );
  const complete = completion(app, field, form, { commands: !thread });
  field.addEventListener("input", changed);
  field.addEventListener("keydown", (event) => {
    if (complete.key(event)) return;
    if (event.key === "ArrowUp" && !field.value) return void newest(form)?.focus();
    if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    submit();
  });
  changed();
  return form;

  function changed() {
    field.style.height = "auto";
    if (field.value) field.style.height = `${Math.min(field.scrollHeight, 240)}px`;
    storage.keepDraft(app.handle, place, field.value);
    form.classList.toggle("ready", field.value.trim() !== "");
    help.textContent = hint(app, field.value);
    complete.update();
  }

  function insert(text) {
    const { selectionStart, selectionEnd, value } = field;
    const space = text && selectionStart > 0 && !/\s/.test(value[selectionStart - 1]) ? " " : "";
    field.setRangeText(space + text, selectionStart, selectionEnd, "end");
    field.focus();
    field.selectionStart = field.selectionEnd = Math.max(field.selectionEnd, value ? 0 : field.value.length);
    changed();
  }

  async function submit() {
    const text = field.value.trim();
    if (!text) return;
    if (text.startsWith("/") && thread) return void app.tell(`${text.split(/\s/)[0]} is not supported in threads. Sorry!`);
    field.value = "";
    changed();
    if (text.startsWith("/")) {
      form.classList.add("busy");
      await app.command(channel, text);
      form.classList.remove("busy");
    } else if (!(await app.do("say", { channel, text, thread }))) {
      field.value = text;
      changed();
    }
  }
}

/** The usage of the command that is being typed, as its app describes it. */
function hint(app, text) {
  const name = text.match(/^(\/[\w-]+)(\s|$)/)?.[1];
  const command = name && app.about.apps.flatMap((one) => one.commands).find((one) => one.command === name);
  return command ? [command.command, command.usage_hint].filter(Boolean).join(" ") : "";
}

function shortcuts(app, anchor) {
  const found = [];
  for (const one of app.about.apps) {
    const own = one.shortcuts.filter((shortcut) => shortcut.type === "global");
    if (own.length) found.push({ heading: one.name });
    for (const { name, description } of own) found.push({ label: name, detail: description, icon: "bolt", run: () => run(app, name) });
  }
  menu(anchor, "Shortcuts", found.length ? found : [{ heading: "No app has shortcuts here" }]);
}

async function run(app, name) {
  const reply = await app.do("shortcut", { name });
  if (reply?.failure) app.tell(reply.failure);
}

/** The newest message above a composer. */
const newest = (form) => [...form.closest("section").querySelectorAll(".messages > .message")].at(-1);
