// From messages to lines of a conversation: days, what is new, joins told together, and messages of one author in a row.

import { h } from "./dom.js";
import { drawMessage } from "./message.js";
import { dayName, day, moment } from "./time.js";
import { author, inThread, isSystem } from "./page_state.js";

const TOGETHER_SECONDS = 300;

/**
 * @param {import("./page_state.js").PageState} seen
 * @param {any[]} messages in order
 * @param {{answers?: any[], readBefore?: string}} how all messages of the channel, and up to which it was read
 * @returns {any[]} items with a `key`, and a `sign` that changes whenever they have to be drawn anew
 */
export function timeline(seen, messages, { answers = [], readBefore = "" } = {}) {
  const items = [];
  let before = null;
  let newShown = readBefore === "";
  for (const message of messages) {
    const date = day(moment(message.ts), seen.zone);
    const sameDay = before && day(moment(before.ts), seen.zone) === date;
    if (!sameDay) items.push(dayItem(seen, message, date));
    const isNew = !newShown && message.ts > readBefore && message.author !== seen.me.handle && !isSystem(message) && !message.ephemeral;
    if (isNew) {
      newShown = true;
      items.push({ kind: "new", key: "new", sign: "" });
    }
    if (isJoin(message) && sameDay && !isNew && items.at(-1)?.kind === "joins") {
      const joins = items.at(-1);
      joins.messages.push(message);
      joins.sign = joinSign(seen, joins.messages);
    } else if (isJoin(message)) {
      items.push({ kind: "joins", key: `joins-${message.ts}`, messages: [message], sign: joinSign(seen, [message]) });
    } else {
      items.push(messageItem(seen, message, { follows: sameDay && !isNew && together(before, message), answers }));
    }
    before = message;
  }
  return items;
}

const isJoin = (message) => message.subtype === "channel_join" || message.subtype === "group_join";

const joinSign = (seen, messages) => JSON.stringify([messages.map((one) => [one.ts, one.reactions]), seen.namesSign]);

function dayItem(seen, message, date) {
  const name = dayName(moment(message.ts), seen.zone, seen.now);
  return { kind: "day", key: `day-${date}`, name, sign: name };
}

function messageItem(seen, message, { follows, answers }) {
  const replies = message.thread_ts === message.ts ? inThread(answers, message.ts).slice(1) : [];
  const thread = { count: replies.length, authors: [...new Set(replies.map((one) => one.author))], last: replies.at(-1)?.ts };
  const sign = JSON.stringify([message, follows, thread, seen.namesSign, day(seen.now, seen.zone)]);
  return { kind: "message", key: message.ts, message, follows, thread, sign };
}

function together(before, message) {
  if (before.author !== message.author || before.ephemeral !== message.ephemeral) return false;
  if (before.subtype || message.subtype || message.pinned || message.edited || before.thread_ts) return false;
  return Number(message.ts) - Number(before.ts) < TOGETHER_SECONDS;
}

/** Draw an item for a place: "channel" or "thread". @returns {HTMLElement} */
export function drawItem(app, item, where) {
  if (item.kind === "day") return h("li", { class: "day", role: "separator", "aria-label": item.name }, h("span", {}, item.name));
  if (item.kind === "new") return h("li", { class: "new-mark", role: "separator", "aria-label": "New messages" }, h("span", {}, "New"));
  if (item.kind === "joins") return joins(app, item);
  return drawMessage(app, item, where);
}

function joins(app, { messages }) {
  const names = messages.map((one) => author(app.seen, one.author).name);
  const hosts = [...new Set(messages.map((one) => one.extra?.inviter).filter(Boolean))].map((id) => app.seen.byId.get(id)?.name ?? id);
  const said = hosts.length ? `${listed(names)} ${names.length > 1 ? "were" : "was"} added by ${listed(hosts)}.` : `${listed(names)} joined.`;
  return h("li", { class: "system" }, h("span", {}, said));
}

const listed = (names) => (names.length > 1 ? `${names.slice(0, -1).join(", ")} and ${names.at(-1)}` : names[0]);
