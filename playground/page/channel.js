// The middle of the page while a channel or a direct message is open: its header, its messages, and the composer.

import { channelHeader } from "./header.js";
import { composer } from "./composer.js";
import { h, icon, reconcile } from "./dom.js";
import { rovingTabindex, arrowKeys } from "./roving_focus.js";
import * as storage from "./local_storage.js";
import { timeline, drawItem } from "./timeline.js";
import { appOf, author, inChannel, title } from "./page_state.js";
import { welcome } from "./welcome.js";

const NEAR = 120;

/** @param {import("./app.js").App} app */
export function channelPane(app) {
  const header = channelHeader(app);
  const list = h("ol", { class: "messages", "aria-label": "Messages" });
  const intro = h("div", { class: "intro" });
  const greeting = welcome(app);
  const scroller = h("div", { class: "scroller", tabindex: -1 }, greeting.element, intro, list);
  const foot = h("div", { class: "foot" });
  const pane = h("section", { class: "pane", "aria-label": "Conversation" }, header.element, scroller, foot);
  document.getElementById("main").append(pane);

  let shown = "";
  let heard = "";
  let readBefore = "";
  let away = false;
  let footSign = "";
  arrowKeys(list, () => foot.querySelector("textarea")?.focus());

  return {
    draw() {
      pane.hidden = Boolean(app.place.home);
      const channel = app.seen.channels.get(app.place.channel);
      if (pane.hidden || !channel) {
        shown = "";
        return;
      }
      header.draw(channel);
      if (greeting.draw()) scroller.scrollTop = 0;
      bottom(channel);
      const open = app.seen.screen.open;
      if (open?.id === channel.id) messages(channel, open.messages);
      else if (shown !== channel.id) list.replaceChildren();
    },
  };

  function messages(channel, all) {
    const arriving = shown !== channel.id;
    const looking = document.visibilityState === "visible";
    if (arriving || (away && looking)) readBefore = storage.readUpTo(app.handle, channel.id);
    away = !looking;
    const atEnd = arriving || scroller.scrollHeight - scroller.scrollTop - scroller.clientHeight < NEAR;
    beginning(channel);
    const whispers = app.notices.filter((one) => one.channel === channel.id).map(whispered);
    const said = [...inChannel(all), ...whispers].sort((one, other) => Number(one.ts) - Number(other.ts));
    const items = timeline(app.seen, said, { answers: all, readBefore });
    reconcile(list, items, { key: (item) => item.key, sign: (item) => item.sign, make: (item) => drawItem(app, item, "channel") });
    rovingTabindex(list);
    if (atEnd) scroller.scrollTop = scroller.scrollHeight;
    if (arriving && matchMedia("(hover: hover)").matches) foot.querySelector("textarea")?.focus({ preventScroll: true });
    announce(arriving, said);
    if (looking && channel.latest) storage.markRead(app.handle, channel.id, channel.latest);
    shown = channel.id;
  }

  function announce(arriving, said) {
    const newest = said.at(-1);
    if (!arriving && newest && newest.ts > heard && newest.author !== app.handle) {
      app.hear(`${author(app.seen, newest.author).name}: ${newest.text}`);
    }
    heard = newest?.ts ?? "";
  }

  function beginning(channel) {
    const sign = JSON.stringify([channel.id, channel.name, channel.private, channel.purpose]);
    if (intro.sign === sign) return;
    intro.sign = sign;
    intro.replaceChildren(...beginningOf(app, channel));
  }

  function bottom(channel) {
    const sign = JSON.stringify([channel.id, channel.member, channel.archived, title(app.seen, channel)]);
    if (footSign === sign) return;
    footSign = sign;
    foot.replaceChildren(below(app, channel));
  }
}

/** A failure that only this person is told of, as a message. */
const whispered = (one) => ({ ...one, author: "slackbot", local: true, ephemeral: true, fallback: one.text, blocks: [], reactions: {} });

function beginningOf(app, channel) {
  if (channel.is_im) {
    const other = author(app.seen, channel.with);
    const own = other.handle === app.handle;
    return [h("h2", {}, title(app.seen, channel)), h("p", {}, own ? "This is your space. Nobody else sees it." : `This conversation is just between you and ${other.name}.`)];
  }
  const kind = channel.private ? "Only its members see this private channel." : "Everyone in the workspace can find and join this channel.";
  return [
    h("h2", {}, icon(channel.private ? "lock" : "hash"), channel.name),
    h("p", {}, channel.purpose || `This is the very beginning of the channel. ${kind}`),
  ];
}

function below(app, channel) {
  if (channel.archived) return h("p", { class: "closed" }, icon("archive"), "This channel has been archived.");
  if (!channel.member && !channel.is_im) {
    return h(
      "div",
      { class: "closed" },
      h("span", {}, "You are looking at ", h("b", {}, `#${channel.name}`)),
      h("button", { type: "button", class: "button primary", onclick: () => app.do("join", { channel: channel.id }) }, "Join channel"),
    );
  }
  const owner = channel.is_im && appOf(app.seen, channel.with);
  if (owner?.read_only) return h("p", { class: "closed" }, "Sending messages to this app has been turned off.");
  const name = title(app.seen, channel);
  return composer(app, { channel: channel.id, placeholder: `Message ${channel.is_im ? name : `#${name}`}` });
}
