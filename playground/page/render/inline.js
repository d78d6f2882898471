// The pieces of a line: people, channels, groups, links, emoji and moments, as elements.

import { h } from "../dom.js";
import { dated, inFull } from "./dates.js";

/** A person, by id; a bot too. */
export function person(id, ctx, label) {
  const known = ctx.names.users[id];
  const name = `@${known?.name ?? label?.replace(/^@/, "") ?? id}`;
  const own = id === ctx.me?.id ? "mention own" : "mention";
  return h("button", { type: "button", class: own, tabindex: -1, onclick: () => ctx.openPerson(id) }, name);
}

/** A channel, by id; one that this person cannot see has no name. */
export function channel(id, ctx) {
  const known = ctx.names.channels[id];
  if (!known?.visible) return h("span", { class: "mention" }, "🔒 private channel");
  const open = (event) => {
    event.preventDefault();
    ctx.openChannel(id);
  };
  return h("a", { class: "mention", href: `#${id}`, onclick: open }, `${known.private ? "🔒 " : "#"}${known.name}`);
}

export function group(id, ctx, label) {
  const known = ctx.names.groups[id];
  return h("span", { class: "mention" }, `@${known?.handle ?? label?.replace(/^@/, "") ?? id}`);
}

/** "here", "channel" or "everyone". */
export const broadcast = (range) => h("span", { class: "mention own" }, `@${range}`);

const SAFE = /^(https?|mailto|tel):/i;

/** Open what an app links to, in a window that knows nothing of this one; nothing that would run here. */
export function follow(url) {
  if (SAFE.test(url)) open(url, "_blank", "noopener");
}

/** An image from elsewhere. */
export const picture = (url, alt, looks) =>
  h("img", { src: /^https?:/i.test(url ?? "") ? url : null, alt: alt ?? "", title: alt, class: looks, loading: "lazy" });

export function link(url, label) {
  const text = label || url.replace(/^mailto:/, "");
  if (!SAFE.test(url)) return h("span", {}, text);
  return h("a", { href: url, target: "_blank", rel: "noopener noreferrer" }, text);
}

export function emoji(name, ctx) {
  const sign = ctx.emoji(name);
  if (!sign) return document.createTextNode(`:${name}:`);
  return h("span", { class: "emoji", role: "img", "aria-label": name.replaceAll("_", " "), title: `:${name}:` }, sign);
}

export function time(seconds, pattern, ctx, url) {
  const shown = h("time", { datetime: new Date(seconds * 1000).toISOString(), title: inFull(seconds, ctx.zone) }, dated(seconds, pattern, ctx));
  return url && SAFE.test(url) ? h("a", { href: url, target: "_blank", rel: "noopener noreferrer" }, shown) : shown;
}

const EMOJI = /:([a-z0-9_+'-]+(?:::skin-tone-[2-6])?):/g;

/** Text as it is, but for its emoji. @returns {(Node|string)[]} */
export function withEmoji(text, ctx) {
  const parts = [];
  let at = 0;
  for (const match of text.matchAll(EMOJI)) {
    if (!ctx.emoji(match[1])) continue;
    parts.push(text.slice(at, match.index), emoji(match[1], ctx));
    at = match.index + match[0].length;
  }
  return [...parts, text.slice(at)];
}
