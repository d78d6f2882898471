// Elements that do something when pressed or chosen from, outside of input blocks.

import { h, icon } from "../dom.js";
import { menu as openMenu } from "../menu.js";
import { control } from "./controls.js";
import { follow } from "./inline.js";
import { initial } from "./initial_state.js";
import { placed } from "./place.js";
import { text } from "./text.js";

/**
 * Draw an interactive element of a section or of an actions block.
 * @param {any} element @param {any} block @param {any} ctx @param {import("./blocks.js").Place} place
 * @returns {HTMLElement}
 */
export function action(element, block, ctx, place) {
  if (element.visible_to_user_ids && !element.visible_to_user_ids.includes(ctx.me.id)) return h("span", { hidden: true });
  if (element.type === "button" || element.type === "workflow_button") return button(element, block, ctx, place);
  if (element.type === "icon_button") return button(element, block, ctx, place, [icon("trash"), element.text.text]);
  if (element.type === "feedback_buttons") return feedback(element, block, ctx, place);
  if (element.type === "overflow") return overflow(element, block, ctx, place);
  const state = place.state?.[block.block_id]?.[element.action_id] ?? initial(element);
  const label = element.placeholder?.text ?? block.text?.text ?? element.action_id;
  const at = placed(place, block, element);
  const suggest = (text) => ctx.suggest({ ...at, text });
  const made = control(element, state, ctx, { label, suggest, changed: () => act(element, block, ctx, place, made.read()) });
  made.node.dataset.actionId = element.action_id;
  // So that whoever chose by keyboard is still there once the message has been drawn anew.
  const field = made.node.querySelector("input, textarea") ?? made.node;
  field.dataset.focus = `${block.block_id}/${element.action_id}`;
  return made.node;
}

/** Tell the app, once the person has confirmed it where the element asks for that. */
async function act(element, block, ctx, place, value) {
  if (element.confirm && !(await ctx.confirm(element.confirm))) return null;
  await place.before?.();
  return ctx.act({ ...placed(place, block, element), inputs: place.inputs, value });
}

/** Two buttons of one action; what is pressed is known by its value. */
function feedback(element, block, ctx, place) {
  const one = (part, sign) => button({ ...element[part], action_id: element.action_id }, block, ctx, place, [sign, " ", element[part].text.text], element[part].value);
  return h("span", { class: "feedback", role: "group", "aria-label": "Feedback" }, one("positive_button", "👍"), one("negative_button", "👎"));
}

function button(element, block, ctx, place, shown = text(element.text, ctx), value = undefined) {
  const style = { primary: "button primary", danger: "button danger" }[element.style] ?? "button";
  const press = async () => {
    if (node.getAttribute("aria-busy") === "true") return;
    if (element.url) follow(element.url);
    node.setAttribute("aria-busy", "true");
    try {
      await act(element, block, ctx, place, value);
    } finally {
      node.removeAttribute("aria-busy");
    }
  };
  const node = h(
    "button",
    { type: "button", class: style, "aria-label": element.accessibility_label, "data-action-id": element.action_id, onclick: press },
    shown,
  );
  return node;
}

function overflow(element, block, ctx, place) {
  const choose = (option) => {
    if (option.url) follow(option.url);
    act(element, block, ctx, place, option.value);
  };
  const choices = element.options.map((option) => ({ label: option.text.text, detail: option.description?.text, run: () => choose(option) }));
  const node = h("button", { type: "button", class: "button overflow", "aria-label": "More", "aria-haspopup": "menu", "data-action-id": element.action_id, onclick: () => openMenu(node, "More", choices) }, icon("more"));
  return node;
}
