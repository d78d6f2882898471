// A small dialog of the page's own that asks for one line or a choice, for what Slack itself would ask.

import { h } from "./dom.js";

let count = 0;

/**
 * Ask for a line of text; null where the person thought better of it.
 * @param {{title: string, label: string, action: string, value?: string, options?: {value: string, label: string}[]}} what
 * @returns {Promise<string|null>}
 */
export function ask({ title, label, action, value = "", options }) {
  return new Promise((resolve) => {
    const id = `ask-${++count}`;
    const field = options
      ? h("select", { id, class: "field" }, options.map((one) => h("option", { value: one.value }, one.label)))
      : h("input", { id, class: "field", type: "text", value, autocomplete: "off" });
    const done = (answer) => {
      dialog.close();
      dialog.remove();
      resolve(answer);
    };
    const form = h(
      "form",
      { method: "dialog", onsubmit: (event) => (event.preventDefault(), done(field.value.trim() || null)) },
      h("h2", { id: `${id}-title` }, title),
      h("label", { for: id }, label),
      field,
      h(
        "div",
        { class: "ask-buttons" },
        h("button", { type: "button", class: "button", onclick: () => done(null) }, "Cancel"),
        h("button", { type: "submit", class: "button primary" }, action),
      ),
    );
    const dialog = h("dialog", { class: "ask", "aria-labelledby": `${id}-title`, oncancel: () => done(null) }, form);
    document.body.append(dialog);
    dialog.showModal();
    field.focus();
    field.select?.();
  });
}
