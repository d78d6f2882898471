// The middle of the page while the Home tab of an app is open.

import { avatar } from "./avatar.js";
import { h } from "./dom.js";
import { tabs } from "./header.js";
import { renderBlocks } from "./render/blocks.js";
import { author, directWith } from "./page_state.js";

/** @param {import("./app.js").App} app */
export function homePane(app) {
  const head = h("header", { class: "pane-head" });
  const body = h("div", { class: "home" });
  const pane = h("section", { class: "pane", "aria-label": "Home" }, head, h("div", { class: "scroller", tabindex: -1 }, body));
  document.getElementById("main").append(pane);
  let headSign = "";
  let bodySign = "";

  return {
    draw() {
      const owner = app.about.apps.find((one) => one.id === app.place.home);
      pane.hidden = !owner;
      if (!owner) return;
      const direct = directWith(app.seen, owner.handle)?.id;
      if (headSign !== owner.id + direct) header(owner, direct);
      headSign = owner.id + direct;
      const home = app.seen.screen.home;
      const sign = JSON.stringify([owner.id, home, app.seen.namesSign]);
      if (sign !== bodySign) content(owner, home);
      bodySign = sign;
    },
  };

  function header(owner, direct) {
    const bot = author(app.seen, owner.handle);
    head.replaceChildren(h("div", { class: "head-row" }, avatar(bot, "small"), h("h1", {}, owner.name), h("span", { class: "app-mark" }, "App")), tabs(app, owner, "home", direct));
  }

  function content(owner, home) {
    if (home) body.replaceChildren(h("div", { class: "blocks" }, renderBlocks(home.view.blocks, app.ctx, { where: "home", state: home.view.state.values, inputs: new Map() })));
    else body.replaceChildren(h("p", { class: "empty" }, `${owner.name} has not published anything here yet.`));
  }
}
