// Alerts, cards, containers, tasks and plans: the blocks that show something in a frame.

import { h, icon } from "../dom.js";
import { action } from "./actions.js";
import { link, picture } from "./inline.js";
import { richText } from "./rich_text.js";
import { text } from "./text.js";

const SIGNS = { default: "message", info: "help", warning: "warn", error: "close", success: "check" };

export function alert(block, ctx) {
  const level = block.level in SIGNS ? block.level : "default";
  const role = level === "error" || level === "warning" ? "alert" : "note";
  return h("div", { class: `block-alert ${level}`, role }, icon(SIGNS[level]), h("div", { class: "block-text" }, text(block.text, ctx)));
}

export function card(block, ctx, place) {
  const words = (part, name) => block[part] && h("div", { class: `block-text ${name}` }, text(block[part], ctx));
  const beside = block.icon && picture(block.icon.image_url, block.icon.alt_text);
  return h(
    "article",
    { class: "block-card" },
    block.hero_image && picture(block.hero_image.image_url, block.hero_image.alt_text, "hero"),
    h("div", { class: "card-head" }, beside, h("div", {}, words("title", "card-title"), words("subtitle", "card-small"))),
    words("body", ""),
    words("subtext", "card-small"),
    block.actions && h("div", { class: "block-actions" }, block.actions.map((one) => action(one, block, ctx, place))),
  );
}

export const carousel = (block, ctx, place) =>
  h("div", { class: "block-carousel", role: "group", "aria-label": "Cards", tabindex: 0 }, block.elements.map((one) => card(one, ctx, place)));

/** `inside` draws blocks. */
export function container(block, ctx, place, inside) {
  const title = block.rich_text_title ? richText(block.rich_text_title, ctx) : text(block.title, ctx);
  const beside = block.icon && picture(block.icon.image_url, block.icon.alt_text);
  const subtitle = block.subtitle && h("div", { class: "block-text card-small" }, text(block.subtitle, ctx));
  const head = h("div", { class: "card-head" }, beside, h("div", {}, h("div", { class: "card-title" }, title), subtitle));
  const looks = `block-container ${block.width ?? "standard"}`;
  const held = inside(block.child_blocks, ctx, place);
  if (!block.is_collapsible) return h("section", { class: looks }, h("header", { class: block.has_header_divider ? "divided" : null }, head), held);
  return h("details", { class: looks, open: !block.default_collapsed }, h("summary", {}, head), held);
}

const STATES = { pending: ["more", "waiting"], in_progress: ["activity", "under way"], complete: ["check", "done"], error: ["warn", "failed"] };

export function task(block, ctx) {
  const [sign, state] = STATES[block.status] ?? [];
  const sources = block.sources?.map((one) => h("li", {}, link(one.url, one.text)));
  return h(
    "article",
    { class: `block-task ${block.status ?? ""}` },
    h("div", { class: "card-head" }, sign && icon(sign), h("b", {}, block.title), state && h("small", {}, state)),
    [block.details, block.output].map((part) => part && richText(part, ctx)),
    sources && h("ul", { class: "task-sources", "aria-label": "Sources" }, sources),
  );
}

export const plan = (block, ctx) =>
  h("details", { class: "block-plan", open: true }, h("summary", {}, h("b", {}, block.title)), (block.tasks ?? []).map((one) => task(one, ctx)));
