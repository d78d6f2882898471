// The `markdown` block: standard Markdown, as far as messages use it.

import { h } from "../dom.js";
import { link, withEmoji } from "./inline.js";

const INLINE = /`([^`]+)`|\*\*([^*]+)\*\*|__([^_]+)__|\*([^*\s][^*]*)\*|_([^_\s][^_]*)_|~~([^~]+)~~|\[([^\]]+)\]\(([^)\s]+)\)/g;
const TAGS = ["", "code", "b", "b", "i", "i", "s"];

/** @param {string} text @returns {HTMLElement} */
export function markdown(text, ctx) {
  const box = h("div", { class: "markdown" });
  let list = null;
  let fence = null;
  for (const line of text.split("\n")) {
    if (line.startsWith("```")) {
      if (fence) box.append(h("pre", { class: "preformatted" }, fence.join("\n")));
      fence = fence ? null : [];
    } else if (fence) {
      fence.push(line);
    } else {
      list = drawLine(box, list, line, ctx);
    }
  }
  if (fence) box.append(h("pre", { class: "preformatted" }, fence.join("\n")));
  return box;
}

/** Draw a line into the box, or the list that it continues; returns the list that is open then. */
function drawLine(box, list, line, ctx) {
  const item = line.match(/^\s*(?:([-*+])|\d+\.)\s+(.*)$/);
  if (item) {
    const tag = item[1] ? "UL" : "OL";
    const open = list?.tagName === tag ? list : box.appendChild(h(tag));
    open.append(h("li", {}, inline(item[2], ctx)));
    return open;
  }
  const heading = line.match(/^(#{1,6})\s+(.*)$/);
  if (heading) box.append(h("p", { class: "markdown-heading" }, inline(heading[2], ctx)));
  else if (line.startsWith(">")) box.append(h("blockquote", {}, inline(line.replace(/^> ?/, ""), ctx)));
  else if (/^(---+|\*\*\*+)$/.test(line)) box.append(h("hr"));
  else if (line.trim()) box.append(h("p", {}, inline(line, ctx)));
  return null;
}

function inline(text, ctx) {
  const parts = [];
  let at = 0;
  for (const match of text.matchAll(INLINE)) {
    parts.push(...withEmoji(text.slice(at, match.index), ctx));
    const which = match.findIndex((value, index) => index > 0 && value !== undefined);
    parts.push(which === 7 ? link(match[8], match[7]) : h(TAGS[which], {}, match[which]));
    at = match.index + match[0].length;
  }
  return [...parts, ...withEmoji(text.slice(at), ctx)];
}
