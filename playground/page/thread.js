// The panel beside the conversation that shows one thread: its first message, the answers, and a composer.

import { composer } from "./composer.js";
import { h, iconButton, reconcile } from "./dom.js";
import { drawItem, timeline } from "./timeline.js";
import { rovingTabindex, arrowKeys } from "./roving_focus.js";
import { inThread, title } from "./page_state.js";

/** @param {import("./app.js").App} app */
export function threadPanel(app) {
  const panel = document.getElementById("panel");
  const where = h("small", {});
  const list = h("ol", { class: "messages", "aria-label": "Thread" });
  const scroller = h("div", { class: "scroller" }, list);
  const foot = h("div", { class: "foot" });
  const element = h(
    "section",
    { class: "thread", "aria-label": "Thread" },
    h("header", { class: "panel-head" }, h("h2", {}, "Thread ", where), iconButton("close", "Close the thread", () => app.closePanel())),
    scroller,
    foot,
  );
  panel.append(element);
  arrowKeys(list, () => foot.querySelector("textarea")?.focus());
  let shown = "";
  let length = 0;

  return {
    draw() {
      const { channel: id, thread } = app.place;
      const channel = app.seen.channels.get(id);
      const open = app.seen.screen.open;
      element.hidden = !thread || app.traffic || !channel;
      panel.hidden = element.hidden && !app.traffic;
      if (element.hidden) return void (shown = "");
      if (open?.id !== id) return;
      const messages = inThread(open.messages, thread);
      const arriving = shown !== thread;
      where.textContent = channel.is_im ? title(app.seen, channel) : `#${channel.name}`;
      if (arriving) answer(channel, thread);
      const items = timeline(app.seen, messages).filter((item) => item.kind !== "day");
      reconcile(list, items, { key: (item) => item.key, sign: (item) => item.sign, make: (item) => drawItem(app, item, "thread") });
      rovingTabindex(list);
      if (arriving || messages.length > length) scroller.scrollTop = scroller.scrollHeight;
      shown = thread;
      length = messages.length;
    },
  };

  function answer(channel, thread) {
    if (channel.archived || !channel.member) return foot.replaceChildren();
    const form = composer(app, { channel: channel.id, thread, placeholder: "Reply…" });
    foot.replaceChildren(form);
    form.querySelector("textarea").focus();
  }
}
