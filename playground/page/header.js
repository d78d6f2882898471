// The header of a channel: its name, topic, people, pins and bookmarks, and what can be done to it.

import { avatar } from "./avatar.js";
import { ask } from "./dialog.js";
import { h, icon, iconButton } from "./dom.js";
import { menu, popover } from "./menu.js";
import { renderBlocks } from "./render/blocks.js";
import { appOf, author, title } from "./page_state.js";

/** @param {import("./app.js").App} app */
export function channelHeader(app) {
  const element = h("header", { class: "pane-head" });
  let before = "";
  return {
    element,
    draw(channel) {
      const sign = JSON.stringify([channel, app.seen.namesSign]);
      if (sign === before) return;
      before = sign;
      const focused = element.contains(document.activeElement) ? document.activeElement.dataset.focus : null;
      element.replaceChildren(...(channel.is_im ? direct(app, channel) : room(app, channel)));
      if (focused) element.querySelector(`[data-focus="${focused}"]`)?.focus();
    },
  };
}

function direct(app, channel) {
  const other = author(app.seen, channel.with);
  const owner = appOf(app.seen, channel.with);
  const top = h("div", { class: "head-row" }, avatar(other, "small"), h("h1", {}, title(app.seen, channel)), other.is_bot && h("span", { class: "app-mark" }, "App"));
  return owner?.home ? [top, tabs(app, owner, "messages", channel.id)] : [top];
}

/** The tabs of an app: its Home, and the messages with it. */
export function tabs(app, owner, shown, direct) {
  const tab = (name, label, open) =>
    h("button", { type: "button", role: "tab", class: "tab", "aria-selected": String(shown === name), tabindex: shown === name ? 0 : -1, dataset: { focus: `tab-${name}` }, onclick: open }, label);
  const list = h(
    "div",
    { class: "tabs", role: "tablist", "aria-label": owner.name },
    tab("home", "Home", () => app.go({ home: owner.id })),
    tab("messages", "Messages", () => (direct ? app.go({ channel: direct }) : null)),
  );
  list.addEventListener("keydown", (event) => {
    if (event.key !== "ArrowRight" && event.key !== "ArrowLeft") return;
    const other = list.querySelector("[aria-selected=false]");
    const name = other.dataset.focus;
    other.click();
    setTimeout(() => document.querySelector(`.pane:not([hidden]) [data-focus="${name}"]`)?.focus());
  });
  return list;
}

function room(app, channel) {
  const people = h("button", { type: "button", class: "chip", "aria-haspopup": "dialog", dataset: { focus: "people" }, onclick: () => members(app, channel, people) }, faces(app, channel), String(channel.members.length));
  people.setAttribute("aria-label", `${channel.members.length} members`);
  const pins = h("button", { type: "button", class: "chip", "aria-haspopup": "dialog", dataset: { focus: "pins" }, onclick: () => pinned(app, channel, pins) }, icon("pin"), String(channel.pins.length));
  pins.setAttribute("aria-label", `${channel.pins.length} pinned`);
  const more = iconButton("more", "Channel actions", () => actions(app, channel, more), { "aria-haspopup": "menu", dataset: { focus: "more" } });
  const name = h("h1", {}, icon(channel.private ? "lock" : "hash"), h("span", { class: "head-name" }, channel.name), channel.private && h("span", { class: "unseen" }, " (private channel)"));
  const top = h("div", { class: "head-row" }, name, topic(app, channel), h("span", { class: "spring" }), people, channel.pins.length > 0 && pins, more);
  return channel.bookmarks.length ? [top, bookmarks(channel)] : [top];
}

function faces(app, channel) {
  return h("span", { class: "faces" }, channel.members.slice(0, 3).map((one) => avatar(author(app.seen, one), "tiny")));
}

function topic(app, channel) {
  const text = channel.topic || "Add a topic";
  const shown = h("button", { type: "button", class: channel.topic ? "topic" : "topic none", title: channel.topic, dataset: { focus: "topic" }, onclick: () => setTopic(app, channel) });
  if (channel.topic) shown.append(renderBlocks([{ type: "context", elements: [{ type: "mrkdwn", text }] }], app.ctx));
  else shown.append(text);
  shown.setAttribute("aria-label", channel.topic ? `Topic: ${shown.textContent}. Change it` : text);
  return shown;
}

function bookmarks(channel) {
  const links = channel.bookmarks.map((one) => h("a", { class: "bookmark", href: safe(one.link), target: "_blank", rel: "noopener noreferrer" }, icon("bookmark"), one.title));
  return h("nav", { class: "bookmarks", "aria-label": "Bookmarks" }, links);
}

const safe = (url) => (/^https?:\/\//i.test(url ?? "") ? url : null);

function members(app, channel, anchor) {
  const lines = channel.members.map((handle) => {
    const one = author(app.seen, handle);
    return { label: one.handle === app.handle ? `${one.name} (you)` : one.name, detail: one.is_bot ? "App" : `@${one.handle}`, picture: avatar(one, "small"), run: () => app.openPerson(handle) };
  });
  menu(anchor, "Members", [...lines, "line", { label: "Add people", icon: "plus", disabled: !channel.member || channel.archived, run: () => invite(app, channel) }], { align: "end" });
}

function pinned(app, channel, anchor) {
  const known = app.seen.screen.open?.messages ?? [];
  const found = channel.pins.map((ts) => known.find((one) => one.ts === ts)).filter(Boolean);
  const box = h("div", { class: "pins", role: "dialog", "aria-label": "Pinned", tabindex: -1 }, h("h2", {}, "Pinned"));
  for (const one of found) {
    box.append(h("button", { type: "button", class: "pins-item", onclick: () => (close(), jump(one.ts)) }, h("b", {}, author(app.seen, one.author).name), h("span", {}, one.text)));
  }
  const close = popover(anchor, box, { align: "end" });
}

function jump(ts) {
  const line = document.querySelector(`.messages [data-ts="${ts}"]`);
  line?.scrollIntoView({ block: "center", behavior: "smooth" });
  line?.focus({ preventScroll: true });
}

function actions(app, channel, anchor) {
  const at = { channel: channel.id };
  const choices = [
    { label: "Add people", icon: "people", disabled: !channel.member || channel.archived, run: () => invite(app, channel) },
    { label: "Change the topic", icon: "edit", disabled: channel.archived, run: () => setTopic(app, channel) },
    { label: "Rename", icon: "hash", disabled: channel.archived, run: () => rename(app, channel) },
    "line",
    channel.archived
      ? { label: "Unarchive", icon: "archive", run: () => app.do("unarchive", at) }
      : { label: "Archive", icon: "archive", disabled: channel.name === "general", run: () => app.do("archive", at) },
  ];
  if (channel.member) choices.push({ label: "Leave channel", icon: "close", danger: true, run: () => app.do("leave", at) });
  menu(anchor, "Channel actions", choices, { align: "end" });
}

async function setTopic(app, channel) {
  const text = await ask({ title: "Change the topic", label: "Topic", action: "Save", value: channel.topic });
  if (text !== null) await app.do("set_topic", { channel: channel.id, topic: text });
}

async function rename(app, channel) {
  const name = await ask({ title: "Rename this channel", label: "Name", action: "Rename", value: channel.name });
  if (name) await app.do("rename", { channel: channel.id, name });
}

async function invite(app, channel) {
  const outside = app.seen.screen.people.filter((one) => !one.deleted && !channel.members.includes(one.handle));
  if (!outside.length) return app.tell("Everybody is here already.");
  const options = outside.map((one) => ({ value: one.handle, label: one.is_bot ? `${one.name} (app)` : one.name }));
  const who = await ask({ title: `Add people to ${channel.name}`, label: "Person", action: "Add", options });
  if (who) await app.do("invite", { channel: channel.id, who });
}
