// The dialog in which Slack asks "Are you sure?" before an action.

import { h } from "../dom.js";
import { text } from "./text.js";

let count = 0;

/** Ask; true for yes. @param {any} dialog Slack's confirmation object @returns {Promise<boolean>} */
export function confirm(dialog, ctx) {
  const id = `confirm-${++count}`;
  return new Promise((resolve) => {
    const done = (answer) => {
      box.close();
      box.remove();
      resolve(answer);
    };
    const yes = h("button", { type: "button", class: dialog.style === "danger" ? "button danger" : "button primary", onclick: () => done(true) }, text(dialog.confirm, ctx));
    const no = h("button", { type: "button", class: "button", onclick: () => done(false) }, text(dialog.deny, ctx));
    const cancel = (event) => {
      event.preventDefault();
      done(false);
    };
    const box = h(
      "dialog",
      { class: "ask", role: "alertdialog", "aria-labelledby": `${id}-title`, "aria-describedby": `${id}-text`, oncancel: cancel },
      h("h2", { id: `${id}-title` }, text(dialog.title, ctx)),
      h("div", { id: `${id}-text`, class: "block-text" }, text(dialog.text, ctx)),
      h("div", { class: "ask-buttons" }, no, yes),
    );
    document.body.append(box);
    box.showModal();
    yes.focus();
  });
}
