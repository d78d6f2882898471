// rich_text blocks: sections, lists, quotes and preformatted text, with their styled pieces.

import { h } from "../dom.js";
import { broadcast, channel, emoji, group, link, person, time } from "./inline.js";

const PIECES = {
  text: (one) => one.text,
  link: (one) => link(one.url, one.text),
  user: (one, ctx) => person(one.user_id, ctx),
  usergroup: (one, ctx) => group(one.usergroup_id, ctx),
  channel: (one, ctx) => channel(one.channel_id, ctx),
  broadcast: (one) => broadcast(one.range),
  emoji: (one, ctx) => emoji(one.skin_tone ? `${one.name}::skin-tone-${one.skin_tone}` : one.name, ctx),
  date: (one, ctx) => time(one.timestamp, one.format ?? "{date_short} {time}", ctx, one.url),
  team: (one) => one.team_id,
  color: (one) => one.value,
};

const STYLES = { bold: "b", italic: "i", strike: "s", underline: "u", code: "code" };

function piece(one, ctx) {
  let drawn = PIECES[one.type] ? PIECES[one.type](one, ctx) : `[${one.type}]`;
  for (const [name, tag] of Object.entries(STYLES)) if (one.style?.[name]) drawn = h(tag, {}, drawn);
  return drawn;
}

const pieces = (node, ctx) => node.elements.map((one) => piece(one, ctx));

const PARTS = {
  rich_text_section: (node, ctx) => h("div", { class: "rich-section" }, pieces(node, ctx)),
  rich_text_quote: (node, ctx) => h("blockquote", {}, pieces(node, ctx)),
  rich_text_preformatted: (node, ctx) => h("pre", { class: "preformatted" }, pieces(node, ctx)),
  rich_text_list: list,
};

function list(node, ctx) {
  const ordered = node.style === "ordered";
  const drawn = h(ordered ? "ol" : "ul", { class: "rich-list", start: ordered && node.offset ? node.offset + 1 : null }, node.elements.map((one) => h("li", {}, pieces(one, ctx))));
  drawn.style.marginLeft = `${(node.indent ?? 0) * 22}px`;
  return drawn;
}

/** @param {any} block of type rich_text @returns {HTMLElement} */
export function richText(block, ctx) {
  return h("div", { class: "rich" }, block.elements.map((node) => PARTS[node.type]?.(node, ctx) ?? null));
}

/** The plain text of a rich_text value. */
export const richPlain = (value) =>
  (value?.elements ?? []).map((node) => (node.elements ?? []).map((one) => one.text ?? "").join("")).join("\n");
