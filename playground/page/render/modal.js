// The form on top of a person's stack: drawn, filled in, submitted, and taken down again.

import { avatar } from "../avatar.js";
import { h, icon, iconButton } from "../dom.js";
import { renderBlocks } from "./blocks.js";
import { text } from "./text.js";

/** Shows one form at a time in `root`, as the control API tells of it; what was typed survives an update by the app. */
export class ModalHost {
  /** @param {HTMLElement} root @param {any} ctx */
  constructor(root, ctx) {
    this.root = root;
    this.ctx = ctx;
    this.seen = null;
    this.inputs = new Map();
    this.dialog = null;
  }

  /** @param {any|null} seen the view on top, with its depth and errors */
  show(seen) {
    if (!seen) return this.takeDown();
    if (this.seen && sameView(this.seen, seen)) {
      this.seen = seen;
      return this.complain(seen.errors);
    }
    const typed = this.seen?.view.id === seen.view.id ? this.values() : {};
    const back = this.dialog ? this.back : document.activeElement;
    this.seen = seen;
    this.draw(typed);
    this.back = back;
  }

  takeDown() {
    this.dialog?.close();
    this.dialog?.remove();
    this.dialog = this.seen = null;
    this.inputs = new Map();
    // The browser gives the focus back, but not the caret: a field would look ready and take no letter.
    document.activeElement?.blur();
    if (this.back?.isConnected) this.back.focus({ preventScroll: true });
    this.back = null;
  }

  draw(typed) {
    const { view, depth, app } = this.seen;
    this.inputs = new Map();
    const place = {
      where: "view",
      state: view.state.values,
      inputs: this.inputs,
      errors: this.seen.errors,
      before: () => this.ctx.fill(this.values()),
    };
    this.trouble = h("p", { class: "modal-trouble", role: "alert", hidden: true });
    this.button = view.submit && h("button", { type: "submit", class: "button primary" }, text(view.submit, this.ctx));
    const shut = () => this.ctx.close();
    const cancel = (event) => {
      event.preventDefault();
      shut();
    };
    const head = h(
      "header",
      { class: "modal-head" },
      depth > 1 ? iconButton("left", "Back", shut) : avatar({ handle: app.handle, name: app.name, is_bot: true }, "small"),
      h("h2", { id: "modal-title" }, text(view.title, this.ctx)),
      iconButton("close", "Close", shut),
    );
    const body = h("div", { class: "modal-body blocks" }, renderBlocks(view.blocks, this.ctx, place));
    const foot = h(
      "footer",
      { class: "modal-foot" },
      this.trouble,
      h("button", { type: "button", class: "button", onclick: shut }, view.close ? text(view.close, this.ctx) : this.button ? "Cancel" : "Close"),
      this.button,
    );
    const form = h("form", { novalidate: true, onsubmit: (event) => (event.preventDefault(), this.submit()) }, head, body, foot);
    const dialog = h("dialog", { class: depth > 1 ? "modal stacked" : "modal", "aria-labelledby": "modal-title", oncancel: cancel }, form);
    this.dialog?.close();
    this.root.replaceChildren(dialog);
    this.dialog = dialog;
    dialog.showModal();
    this.retype(typed);
    (body.querySelector("input, textarea, select") ?? this.button ?? dialog).focus();
    body.scrollTop = 0;
  }

  /** Put back what was typed into text fields that the app's update has left in place. */
  retype(typed) {
    for (const [block, value] of Object.entries(typed)) {
      const field = this.inputs.get(block)?.node.querySelector("input.field, textarea.field");
      if (field && typeof value === "string") field.value = value;
    }
  }

  values() {
    return Object.fromEntries([...this.inputs].map(([block, one]) => [block, one.read()]));
  }

  async submit() {
    if (!this.button || this.dialog.getAttribute("aria-busy") === "true") return;
    const { dialog } = this;
    dialog.setAttribute("aria-busy", "true");
    this.trouble.hidden = true;
    try {
      await Promise.all([...this.inputs.values()].map((one) => one.ready?.()));
      const { errors, failure } = await this.ctx.submit(this.values());
      if (dialog !== this.dialog) return;
      this.complain(errors);
      if (failure) this.trouble.replaceChildren(icon("warn"), failure);
      this.trouble.hidden = !failure;
    } finally {
      dialog.removeAttribute("aria-busy");
    }
  }

  complain(errors = {}) {
    for (const [block, one] of this.inputs) one.complain(errors[block]);
    const first = [...this.inputs].find(([block]) => errors[block]);
    first?.[1].node.querySelector("input, textarea")?.focus();
  }
}

/** Whether two screens show the same form, whatever was entered in it meanwhile. */
function sameView(one, other) {
  const what = ({ view, depth }) => JSON.stringify([view.id, view.hash, view.title, view.blocks, view.submit, depth]);
  return what(one) === what(other);
}
