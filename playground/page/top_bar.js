// The bar on top: the workspace, who one is, the traffic, light or dark, and help.

import { avatar } from "./avatar.js";
import { h, icon, iconButton } from "./dom.js";
import { ask } from "./dialog.js";
import { menu } from "./menu.js";
import * as theme from "./theme.js";
import { clock } from "./time.js";

/** @param {import("./app.js").App} app */
export function topBar(app) {
  const bar = document.getElementById("top");
  const drawer = iconButton("menu", "Channels and people", () => app.drawer(true), { class: "icon-button only-narrow" });
  const name = h("strong", { class: "team" }, app.about.team.name);
  const offline = h("span", { class: "offline-mark", role: "status" });
  const traffic = h(
    "button",
    { type: "button", class: "top-button", onclick: () => app.toggleTraffic() },
    icon("activity"),
    h("span", { class: "only-wide" }, "Traffic"),
  );
  traffic.setAttribute("aria-label", "Traffic between Slack and the app");
  const look = iconButton("moon", "", () => {
    theme.toggle();
    app.draw();
  });
  const help = iconButton("help", "Three things to try", () => app.greet(!app.isGreeting));
  const me = h("button", { type: "button", class: "me", "aria-haspopup": "menu", onclick: () => people(app, me) });
  bar.append(drawer, h("span", { class: "mark" }, icon("message")), name, offline, h("span", { class: "spring" }), traffic);
  if (app.about.tries.length) bar.append(help);
  bar.append(look, me);

  return {
    draw() {
      const dark = theme.shown() === "dark";
      look.replaceChildren(icon(dark ? "sun" : "moon"));
      look.title = dark ? "Light colours" : "Dark colours";
      look.setAttribute("aria-label", look.title);
      traffic.setAttribute("aria-pressed", String(app.traffic));
      offline.textContent = document.body.classList.contains("offline") ? "Reconnecting…" : "";
      const sign = JSON.stringify(app.seen.me);
      if (me.sign === sign) return;
      me.sign = sign;
      me.replaceChildren(avatar(app.seen.me, "small"), h("span", {}, h("span", { class: "only-wide" }, "You are "), h("b", {}, app.seen.me.name)), icon("down"));
    },
  };
}

function people(app, anchor) {
  const persons = app.seen.screen.people.filter((one) => !one.is_bot && !one.deleted);
  const here = persons.map((one) => ({
    label: one.name,
    detail: `${one.zone.replaceAll("_", " ")} · ${clock(app.seen.now, one.zone)}`,
    picture: avatar(one, "small"),
    checked: one.handle === app.handle,
    run: () => one.handle === app.handle || app.become(one.handle),
  }));
  const others = persons.filter((one) => one.handle !== app.handle);
  const windows = others.map((one) => ({
    label: `${one.name} in a second window`,
    icon: "window",
    run: () => app.become(one.handle, { newWindow: true }),
  }));
  const rename = { label: "Change your display name", icon: "edit", run: () => changeName(app) };
  menu(anchor, "Who you are", [{ heading: "In this window you are" }, ...here, "line", rename, "line", ...windows], { align: "end" });
}

async function changeName(app) {
  const name = await ask({ title: "Your display name", label: "What people read beside your messages", action: "Save", value: app.seen.me.name });
  if (name !== null) await app.do("set_profile", { display_name: name });
}
