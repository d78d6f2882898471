// One message in a conversation: who and when, its body, what people did to it, and what can be done with it.

import { avatar } from "./avatar.js";
import { h, icon, iconButton } from "./dom.js";
import { emoji, FREQUENT } from "./emoji.js";
import { menu } from "./menu.js";
import { pickEmoji } from "./emoji_picker.js";
import { renderMessage } from "./render/blocks.js";
import { clock, exact, lately, moment } from "./time.js";
import { author } from "./page_state.js";

const SLACKBOT = { handle: "slackbot", name: "Slackbot", is_bot: true };
const QUIET = { channel_topic: "edit", channel_purpose: "edit", channel_name: "edit", channel_leave: "people", channel_archive: "edit", channel_unarchive: "edit", pinned_item: "pin" };

/** @param {import("./app.js").App} app @param {any} item from the timeline @param {"channel"|"thread"} where */
export function drawMessage(app, item, where) {
  const { message } = item;
  if (message.subtype in QUIET) return quiet(app, message);
  const who = message.author === "slackbot" ? SLACKBOT : author(app.seen, message.author);
  const at = moment(message.ts);
  const time = () => h("time", { datetime: at.toISOString(), title: exact(at, app.seen.zone) }, clock(at, app.seen.zone));
  const words = ["message", item.follows && "follows", message.ephemeral && "ephemeral", message.pinned && "pinned"];
  return h(
    "li",
    { class: words.filter(Boolean).join(" "), tabindex: -1, dataset: { ts: message.ts, author: message.author } },
    message.ephemeral && h("p", { class: "mark-line" }, icon("eye"), "Only visible to you"),
    message.pinned && h("p", { class: "mark-line" }, icon("pin"), "Pinned"),
    h("div", { class: "gutter" }, item.follows ? time() : avatar(who)),
    h(
      "div",
      { class: "said" },
      h(
        "p",
        { class: item.follows ? "by unseen" : "by" },
        h("button", { type: "button", class: "who", tabindex: -1, disabled: message.local, onclick: () => app.openPerson(who.handle) }, message.username ?? who.name),
        who.is_bot && h("span", { class: "app-mark" }, "App"),
        item.follows ? null : time(),
        message.edited && h("span", { class: "edited" }, "(edited)"),
      ),
      h("div", { class: "body" }, message.local ? message.text : renderMessage(message, app.ctx)),
      reactions(app, message),
      where === "channel" && item.thread.count > 0 && answers(app, item),
    ),
    !message.local && tools(app, message, where),
  );
}

function quiet(app, message) {
  const who = author(app.seen, message.author);
  const at = moment(message.ts);
  const named = `@${who.name} `;
  const did = message.text.startsWith(named) ? message.text.slice(named.length) : message.text;
  return h(
    "li",
    { class: "system", dataset: { ts: message.ts } },
    h("span", {}, h("b", {}, who.name), " ", did, " "),
    h("time", { datetime: at.toISOString() }, clock(at, app.seen.zone)),
  );
}

function reactions(app, message) {
  const found = Object.entries(message.reactions);
  if (!found.length) return null;
  const marks = found.map(([name, who]) => {
    const own = who.includes(app.handle);
    const names = who.map((one) => (one === app.handle ? "you" : author(app.seen, one).name)).join(", ");
    return h(
      "button",
      { type: "button", class: "reaction", "aria-pressed": String(own), "aria-label": `${name.replaceAll("_", " ")}: ${names}`, title: `${names} reacted with :${name}:`, dataset: { focus: `r-${name}` }, onclick: () => react(app, message, name) },
      h("span", { class: "reaction-sign" }, emoji(name) ?? `:${name}:`),
      h("span", { class: "reaction-count" }, String(who.length)),
    );
  });
  const add = iconButton("react", "Add a reaction", () => pickEmoji(add, (name) => react(app, message, name)), { class: "reaction add", dataset: { focus: "add" } });
  return h("div", { class: "reactions" }, marks, add);
}

function react(app, message, name) {
  const own = message.reactions[name]?.includes(app.handle);
  return app.do(own ? "unreact" : "react", { channel: message.channel, ts: message.ts, name });
}

function answers(app, { message, thread }) {
  const faces = thread.authors.slice(0, 4).map((one) => avatar(author(app.seen, one), "tiny"));
  return h(
    "button",
    { type: "button", class: "answers", dataset: { focus: "answers" }, onclick: () => app.openThread(message.ts) },
    h("span", { class: "faces" }, faces),
    h("b", {}, `${thread.count} ${thread.count === 1 ? "reply" : "replies"}`),
    h("small", {}, `Last reply ${lately(moment(thread.last), app.seen.zone, app.seen.now)}`),
    icon("right"),
  );
}

function tools(app, message, where) {
  const quick = FREQUENT.slice(0, 3).map((name) =>
    h("button", { type: "button", class: "icon-button emoji", "aria-label": `React with ${name.replaceAll("_", " ")}`, title: `:${name}:`, onclick: () => react(app, message, name) }, emoji(name)),
  );
  const add = iconButton("react", "Add a reaction", () => pickEmoji(add, (name) => react(app, message, name)));
  const more = iconButton("more", "More actions", () => choices(app, message, where, more), { "aria-haspopup": "menu", dataset: { focus: "more" } });
  const bar = h("div", { class: "tools", role: "group", "aria-label": "Message actions" });
  if (!message.ephemeral) bar.append(...quick, add);
  if (!message.ephemeral && where === "channel") bar.append(iconButton("thread", "Reply in thread", () => app.openThread(message.thread_ts ?? message.ts)));
  bar.append(more);
  return bar;
}

function choices(app, message, where, anchor) {
  const at = { channel: message.channel, ts: message.ts };
  const own = message.author === app.handle;
  const found = [];
  if (!message.ephemeral) {
    if (where === "channel") found.push({ label: "Reply in thread", icon: "thread", run: () => app.openThread(message.thread_ts ?? message.ts) });
    found.push({ label: message.pinned ? "Unpin from channel" : "Pin to channel", icon: "pin", run: () => app.do(message.pinned ? "unpin" : "pin", at) });
  }
  found.push({ label: "Copy text", icon: "copy", run: () => copy(app, message.text) });
  if (!message.ephemeral) {
    for (const one of app.about.apps) {
      const shortcuts = one.shortcuts.filter((shortcut) => shortcut.type === "message");
      if (shortcuts.length) found.push("line", { heading: one.name });
      for (const { name } of shortcuts) found.push({ label: name, icon: "bolt", run: () => shortcut(app, name, at) });
    }
  }
  if (own) found.push("line", { label: "Delete message", icon: "trash", danger: true, run: () => app.do("delete", at) });
  menu(anchor, "More actions", found, { align: "end" });
}

async function shortcut(app, name, at) {
  const reply = await app.do("message_shortcut", { name, ...at });
  if (reply?.failure) app.tell(reply.failure);
}

async function copy(app, text) {
  await navigator.clipboard?.writeText(text);
  app.tell("Copied.");
}
