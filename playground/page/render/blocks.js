// Messages, Home tabs and the blocks they are made of, as elements.

import { h, icon } from "../dom.js";
import { action } from "./actions.js";
import { alert, card, carousel, container, plan, task } from "./cards.js";
import { input } from "./input.js";
import { link, picture } from "./inline.js";
import { markdown } from "./markdown.js";
import { mrkdwn } from "./mrkdwn.js";
import { richText } from "./rich_text.js";
import { chart, dataTable, table } from "./tables.js";
import { text } from "./text.js";

/**
 * Where blocks are, so that pressing something in them can be told to the app.
 * @typedef {{where: "message"|"view"|"home", channel?: string, ts?: string, state?: any, inputs?: Map<string, any>,
 *   errors?: Object<string, string>, before?: () => Promise<void>}} Place `inputs` gathers the controls of a form
 */

const BLOCKS = {
  section,
  header: (block, ctx) => h("h3", { class: `block-header level-${block.level ?? 3}`, "aria-level": block.level }, text(block.text, ctx)),
  divider: () => h("hr", { class: "block-divider" }),
  context: (block, ctx) => h("div", { class: "block-context" }, block.elements.map((one) => contextual(one, ctx))),
  actions: pressable,
  context_actions: pressable,
  image,
  rich_text: richText,
  markdown: (block, ctx) => markdown(block.text, ctx),
  input,
  video: (block, ctx) => h("figure", { class: "block-image" }, h("figcaption", {}, link(block.title_url ?? block.video_url, block.title?.text)), picture(block.thumbnail_url, block.alt_text), text(block.description, ctx)),
  file: (block) => h("div", { class: "file" }, icon("link"), block.external_id),
  table,
  data_table: dataTable,
  data_visualization: chart,
  alert,
  card,
  carousel,
  container: (block, ctx, place) => container(block, ctx, place, renderBlocks),
  task_card: task,
  plan,
};

/**
 * Draw blocks. Without a place they are those of a Home tab.
 * @param {any[]} blocks @param {any} ctx @param {Place} [place] @returns {DocumentFragment}
 */
export function renderBlocks(blocks, ctx, place = { where: "home" }) {
  const found = document.createDocumentFragment();
  found.append(...blocks.map((block) => renderBlock(block, ctx, place)));
  return found;
}

function renderBlock(block, ctx, place) {
  const draw = BLOCKS[block.type];
  const node = draw ? draw(block, ctx, place) : h("p", { class: "not-drawn" }, `[${block.type}]`);
  node.classList.add("block");
  return node;
}

/**
 * Draw the body of a message: its blocks, or its text where it has none, then attachments and files.
 * @param {any} message as the control API tells of it @param {any} ctx @returns {HTMLElement}
 */
export function renderMessage(message, ctx) {
  const place = { where: "message", channel: message.channel, ts: message.ts, state: message.state, inputs: new Map() };
  const body = h("div", { class: "blocks" });
  const looks = message.blocks?.[0]?.type === "rich_text" ? alone(message.fallback, ctx) : "";
  if (looks.includes("large")) body.append(h("div", { class: looks }, renderBlocks(message.blocks, ctx, place)));
  else if (message.blocks?.length) body.append(renderBlocks(message.blocks, ctx, place));
  else if (message.fallback) body.append(h("div", { class: alone(message.fallback, ctx) }, mrkdwn(message.fallback, ctx)));
  body.append(...(message.attachments ?? []).map((one) => attachment(one, ctx, place)));
  body.append(...(message.files ?? []).map(file));
  return body;
}

/** A message of nothing but a few emoji shows them large. */
function alone(said, ctx) {
  const names = said.trim().match(/^(?::[a-z0-9_+'-]+:\s*){1,3}$/) ? said.trim().split(/[:\s]+/).filter(Boolean) : [];
  return names.length && names.every((name) => ctx.emoji(name)) ? "block-text large" : "block-text";
}

function section(block, ctx, place) {
  const fields = block.fields && h("div", { class: "block-fields" }, block.fields.map((one) => h("div", {}, text(one, ctx))));
  const words = h("div", { class: "block-words" }, block.text && h("div", { class: "block-text" }, text(block.text, ctx)), fields);
  const { accessory } = block;
  const beside = accessory && (accessory.type === "image" ? picture(accessory.image_url, accessory.alt_text) : action(accessory, block, ctx, place));
  return h("div", { class: "block-section" }, words, beside && h("div", { class: "block-accessory" }, beside));
}

const contextual = (one, ctx) => (one.type === "image" ? picture(one.image_url, one.alt_text) : h("span", {}, text(one, ctx)));

function pressable(block, ctx, place) {
  return h("div", { class: block.type === "actions" ? "block-actions" : "block-actions quiet" }, block.elements.map((one) => action(one, block, ctx, place)));
}

function image(block, ctx) {
  return h("figure", { class: "block-image" }, block.title && h("figcaption", {}, text(block.title, ctx)), picture(block.image_url ?? block.slack_file?.url, block.alt_text));
}

function attachment(one, ctx, place) {
  const words = (value) => value && h("div", { class: "block-text" }, mrkdwn(value, ctx));
  const fields = one.fields?.map((field) => h("div", {}, h("b", {}, field.title), h("br"), mrkdwn(field.value ?? "", ctx)));
  const box = h(
    "div",
    { class: "attachment" },
    one.title && h("b", {}, one.title_link ? link(one.title_link, one.title) : one.title),
    one.blocks ? renderBlocks(one.blocks, ctx, place) : words(one.text ?? (one.title ? "" : one.fallback)),
    fields && h("div", { class: "block-fields" }, fields),
    one.footer && h("small", {}, one.footer),
  );
  const colour = { good: "#2eb886", warning: "#daa038", danger: "#a30200" }[one.color] ?? (/^#?[0-9a-f]{6}$/i.test(one.color ?? "") ? `#${one.color.replace("#", "")}` : null);
  if (colour) box.style.borderLeftColor = colour;
  return h("div", {}, words(one.pretext), box);
}

const file = (one) => h("div", { class: "file" }, icon("link"), link(one.url_private ?? one.permalink ?? "", one.title ?? one.name ?? "file"));
