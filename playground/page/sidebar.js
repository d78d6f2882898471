// The sidebar: channels, direct messages and apps, with marks for what is unread.

import { avatar } from "./avatar.js";
import { h, icon, iconButton, reconcile } from "./dom.js";
import * as storage from "./local_storage.js";
import { menu } from "./menu.js";
import { ask } from "./dialog.js";
import { title } from "./page_state.js";

/** @param {import("./app.js").App} app */
export function sidebar(app) {
  const nav = document.getElementById("sidebar");
  const head = h("div", { class: "side-head" }, iconButton("close", "Close the sidebar", () => app.drawer(false), { class: "icon-button only-narrow" }));
  const list = h("div", { class: "side-list" });
  nav.append(head, list);
  document.getElementById("shade").addEventListener("click", () => app.drawer(false));
  list.addEventListener("keydown", (event) => arrows(list, event));
  let more = false;

  return {
    draw() {
      const items = entries(app, more);
      reconcile(list, items, {
        key: (item) => item.key,
        sign: (item) => JSON.stringify(item.sign),
        make: (item) => item.make(),
      });
      headline(app, items);
    },
  };

  function entries(app) {
    const { screen } = app.seen;
    const rooms = screen.channels.filter((one) => !one.is_im);
    const mine = rooms.filter((one) => one.member && !one.archived).sort(byName);
    const others = rooms.filter((one) => !one.member || one.archived).sort(byName);
    const found = [heading("Channels", iconButton("plus", "Add a channel", (event) => adding(event.currentTarget)))];
    found.push(...mine.map((one) => room(app, one)));
    if (others.length) {
      found.push(toggle(others.length));
      if (more) found.push(...others.map((one) => room(app, one)));
    }
    found.push(heading("Direct messages"), ...directs(app));
    if (app.about.apps.length) found.push(heading("Apps"), ...app.about.apps.map((one) => appEntry(app, one)));
    return found;
  }

  function toggle(count) {
    const flip = () => {
      more = !more;
      app.draw();
    };
    const label = more ? "Fewer channels" : `${count} more ${count === 1 ? "channel" : "channels"}`;
    return {
      key: "more",
      sign: [label],
      make: () =>
        h("button", { type: "button", class: "side-item quiet", "aria-expanded": String(more), dataset: { focus: "more" }, onclick: flip }, icon(more ? "down" : "right"), h("span", { class: "side-name" }, label)),
    };
  }

  function adding(anchor) {
    menu(anchor, "Add a channel", [
      { label: "Create a channel", icon: "hash", run: () => create(app, false) },
      { label: "Create a private channel", icon: "lock", run: () => create(app, true) },
    ]);
  }
}

async function create(app, locked) {
  const name = await ask({ title: locked ? "Create a private channel" : "Create a channel", label: "Name", action: "Create" });
  if (!name) return;
  const clean = name.toLowerCase().replace(/[^\p{L}\p{N}_-]+/gu, "-").slice(0, 80);
  const made = await app.do("create_channel", { name: clean, private: locked });
  if (made) app.go({ channel: made.id });
}

const byName = (one, other) => one.name.localeCompare(other.name);

function heading(text, button = null) {
  return { key: `heading-${text}`, sign: [], make: () => h("div", { class: "side-heading" }, h("h2", {}, text), button) };
}

function directs(app) {
  const { screen, me } = app.seen;
  const known = new Map(screen.channels.filter((one) => one.is_im).map((one) => [one.with, one]));
  const people = screen.people.filter((one) => !one.is_bot && (!one.deleted || known.has(one.handle)));
  people.sort((one, other) => (other === me) - (one === me) || byName(one, other));
  return people.map((one) => {
    const direct = known.get(one.handle);
    const label = one.handle === me.handle ? [one.name, h("small", {}, " you")] : one.name;
    return item(app, {
      key: `with-${one.handle}`,
      sign: one,
      picture: () => avatar(one, "tiny"),
      label,
      channel: direct,
      here: direct && app.place.channel === direct.id,
      open: () => app.openPerson(one.handle),
    });
  });
}

function appEntry(app, one) {
  const bot = app.seen.people.get(one.handle);
  const direct = app.seen.screen.channels.find((channel) => channel.is_im && channel.with === one.handle);
  return item(app, {
    key: `app-${one.id}`,
    sign: one.name,
    picture: () => avatar(bot, "tiny"),
    label: one.name,
    channel: direct,
    here: app.place.home === one.id || (direct && app.place.channel === direct.id),
    open: () => (direct && unread(app, direct).news ? app.go({ channel: direct.id }) : app.openPerson(one.handle)),
  });
}

function room(app, channel) {
  return item(app, {
    key: channel.id,
    sign: [channel.name, channel.private, channel.archived, channel.member],
    picture: () => icon(channel.archived ? "archive" : channel.private ? "lock" : "hash"),
    label: title(app.seen, channel),
    channel,
    here: app.place.channel === channel.id,
    open: () => app.go({ channel: channel.id }),
    quiet: !channel.member || channel.archived,
  });
}

function item(app, { key, sign, picture, label, channel, here, open, quiet }) {
  const { news, fresh } = channel && !quiet ? unread(app, channel) : { news: 0, fresh: false };
  const make = () => {
    const words = ["side-item", here && "here", (fresh || news) && "fresh", quiet && "quiet"].filter(Boolean);
    const button = h(
      "button",
      { type: "button", class: words.join(" "), "aria-current": here ? "page" : null, dataset: { focus: key }, onclick: open },
      picture(),
      h("span", { class: "side-name" }, label),
      channel?.private && !channel.is_im && h("span", { class: "unseen" }, " (private)"),
      (fresh || news > 0) && h("span", { class: "unseen" }, " has unread messages"),
      news > 0 && h("span", { class: "badge" }, String(news), h("span", { class: "unseen" }, " for you")),
    );
    return button;
  };
  return { key, sign: [sign, here, fresh, news, quiet], make, news, fresh };
}

/** Whether a channel has anything new for a person, and how much of it means them. */
export function unread(app, channel) {
  const mark = storage.readUpTo(app.handle, channel.id);
  return { fresh: channel.latest > mark, news: channel.news.filter((ts) => ts > mark).length };
}

function headline(app, items) {
  const news = items.reduce((sum, one) => sum + (one.news ?? 0), 0);
  const fresh = items.some((one) => one.fresh);
  const here = app.place.home
    ? app.about.apps.find((one) => one.id === app.place.home)?.name
    : app.seen.channels.has(app.place.channel) && title(app.seen, app.seen.channels.get(app.place.channel));
  const mark = news ? `(${news}) ` : fresh ? "• " : "";
  document.title = `${mark}${here || ""} · ${app.seen.me.name} · ${app.about.team.name}`;
}

function arrows(list, event) {
  if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
  const items = [...list.querySelectorAll("button")];
  const step = event.key === "ArrowDown" ? 1 : -1;
  const next = items[items.indexOf(document.activeElement) + step];
  if (!next) return;
  event.preventDefault();
  next.focus();
}
