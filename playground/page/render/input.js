// Input blocks: a label, the field, a hint, and the error that the app found in it.

import { h, icon } from "../dom.js";
import { control } from "./controls.js";
import { initial } from "./initial_state.js";
import { placed } from "./place.js";
import { text } from "./text.js";

let count = 0;

/**
 * @param {any} block @param {any} ctx @param {import("./blocks.js").Place} place
 * @returns {HTMLElement}
 */
export function input(block, ctx, place) {
  const { element } = block;
  const id = `input-${++count}`;
  const grouped = element.type === "checkboxes" || element.type === "radio_buttons";
  const hint = block.hint && h("p", { id: `${id}-hint`, class: "input-hint" }, text(block.hint, ctx));
  const error = h("p", { id: `${id}-error`, class: "input-error", hidden: true });
  const tell = async () => {
    if (!block.dispatch_action) return;
    await place.before?.();
    ctx.act({ ...at, inputs: place.inputs, value: made.read() });
  };
  const changed = () => {
    complain(null);
    tell();
  };
  const entered = (event) => {
    if (!block.dispatch_action) return;
    event.preventDefault();
    tell();
  };
  const at = placed(place, block, element);
  const suggest = (text) => ctx.suggest({ ...at, text });
  const state = place.state?.[block.block_id]?.[element.action_id] ?? initial(element);
  const made = control(element, state, ctx, { id, describedby: `${hint ? `${id}-hint ` : ""}${id}-error`, changed, entered, suggest });
  const label = [text(block.label, ctx), block.optional && h("span", { class: "optional" }, " (optional)")];
  const node = h(
    "div",
    { class: "block-input", dataset: { block: block.block_id } },
    grouped ? h("p", { id: `${id}-label`, class: "input-label" }, label) : h("label", { id: `${id}-label`, for: id, class: "input-label" }, label),
    made.node,
    error,
    hint,
  );
  node.addEventListener("input", () => complain(null));
  place.inputs?.set(block.block_id, { read: made.read, ready: made.ready, complain, node });
  complain(place.errors?.[block.block_id]);
  return node;

  /** Show what is wrong with the field, or that nothing is. */
  function complain(problem) {
    error.hidden = !problem;
    error.replaceChildren(...(problem ? [icon("warn"), problem] : []));
    node.classList.toggle("wrong", Boolean(problem));
    const field = node.querySelector("input, textarea, [role=group], [role=radiogroup]");
    if (problem) field?.setAttribute("aria-invalid", "true");
    else field?.removeAttribute("aria-invalid");
  }
}
