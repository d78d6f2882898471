// Slack's own markup, mrkdwn, as elements: *bold*, _italic_, ~strike~, `code`, quotes, and everything in <…>.

import { h } from "../dom.js";
import { broadcast, channel, emoji, group, link, person, time } from "./inline.js";

const INLINE =
  /<(?<ref>[^<>\n]+)>|`(?<code>[^`\n]+)`|(?<![\w*])\*(?<bold>[^\s*](?:[^*\n]*[^\s*])?)\*(?![\w*])|(?<![\w_])_(?<italic>[^\s_](?:[^\n]*?[^\s_])?)_(?![\w_])|(?<![\w~])~(?<strike>[^\s~](?:[^~\n]*[^\s~])?)~(?![\w~])|:(?<emoji>[a-z0-9_+'-]+(?:::skin-tone-[2-6])?):/g;

const TAGS = { bold: "b", italic: "i", strike: "s" };

/** Undo Slack's escaping of the three characters. */
export const unescaped = (text) => text.replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&amp;", "&");

/**
 * Draw mrkdwn as paragraphs, quotes and preformatted blocks.
 * @param {string} text @param {any} ctx @returns {DocumentFragment}
 */
export function mrkdwn(text, ctx) {
  const found = document.createDocumentFragment();
  text.split(/```\n?([\s\S]*?)```\n?/).forEach((part, index) => {
    if (index % 2) found.append(h("pre", { class: "preformatted" }, plainRefs(part.replace(/\n$/, ""))));
    else found.append(...quotes(part, ctx));
  });
  return found;
}

/** Consecutive lines that begin with ">" are one quote. */
function quotes(text, ctx) {
  const parts = [];
  for (const line of text.split("\n")) {
    const quoted = line.match(/^(?:&gt;|>) ?(.*)$/);
    const kind = quoted ? "blockquote" : "span";
    const last = parts.at(-1);
    if (last?.kind === kind) last.lines.push(quoted ? quoted[1] : line);
    else parts.push({ kind, lines: [quoted ? quoted[1] : line] });
  }
  return parts
    .filter((part) => part.kind === "blockquote" || part.lines.join("") !== "" || parts.length === 1)
    .map(({ kind, lines }) => h(kind, {}, inline(lines.join("\n"), ctx)));
}

/** Draw the pieces of some lines. @returns {(Node|string)[]} */
export function inline(text, ctx) {
  const parts = [];
  let at = 0;
  for (const match of text.matchAll(INLINE)) {
    parts.push(unescaped(text.slice(at, match.index)), piece(match, ctx));
    at = match.index + match[0].length;
  }
  return [...parts, unescaped(text.slice(at))];
}

function piece({ groups }, ctx) {
  if (groups.ref !== undefined) return reference(groups.ref, ctx);
  if (groups.code !== undefined) return h("code", {}, plainRefs(groups.code));
  if (groups.emoji !== undefined) return emoji(groups.emoji, ctx);
  const [name, inner] = Object.entries(groups).find(([key, value]) => key in TAGS && value !== undefined);
  return h(TAGS[name], {}, inline(inner, ctx));
}

function reference(ref, ctx) {
  const [target, ...rest] = ref.split("|");
  const label = rest.length ? unescaped(rest.join("|")) : undefined;
  if (target.startsWith("@")) return person(target.slice(1), ctx, label);
  if (target.startsWith("#")) return channel(target.slice(1), ctx);
  if (target.startsWith("!date^")) {
    const [, seconds, pattern, url] = target.split("^");
    return time(Number(seconds), pattern, ctx, url);
  }
  if (target.startsWith("!subteam^")) return group(target.slice(9), ctx, label);
  if (target.startsWith("!")) return broadcast(target.slice(1));
  return /^[a-z]+:/i.test(target) ? link(unescaped(target), label) : `<${unescaped(ref)}>`;
}

/** In code nothing is live: a reference is its label, or what it refers to. */
const plainRefs = (text) => unescaped(text.replace(/<([^<>|\n]+)(?:\|([^<>\n]*))?>/g, (_all, target, label) => label ?? target));
