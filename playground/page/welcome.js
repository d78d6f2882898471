// The greeting of a newcomer: what this is, and the things to try that whoever runs the playground suggests.

import { h, icon, iconButton } from "./dom.js";
import { author } from "./page_state.js";

/** @param {import("./app.js").App} app */
export function welcome(app) {
  const element = h("section", { class: "welcome", "aria-labelledby": "welcome-title", hidden: true });
  return {
    element,
    /** Whether it has just appeared. */
    draw() {
      const appears = app.isGreeting && element.hidden;
      element.hidden = !app.isGreeting;
      if (app.isGreeting && !element.firstChild) element.append(...content(app));
      return appears;
    },
  };
}

function content(app) {
  const apps = app.about.apps.map((one) => one.name).join(" and ");
  return [
    h(
      "div",
      { class: "welcome-head" },
      h(
        "div",
        {},
        h("h2", { id: "welcome-title" }, `Welcome to ${app.about.team.name}, ${app.seen.me.name}`),
        h("p", {}, `This is a Slack of your own, with ${apps} in it. Nothing leaves this machine, and nothing is kept when it stops.`),
      ),
      iconButton("close", "Close the greeting", () => app.greet(false)),
    ),
    h("ol", { class: "tries" }, app.about.tries.map((one, index) => card(app, one, index + 1))),
  ];
}

function card(app, one, number) {
  return h(
    "li",
    { class: "try" },
    h("span", { class: "try-number", "aria-hidden": "true" }, String(number)),
    h("div", {}, h("h3", {}, one.title), h("p", {}, one.text)),
    button(app, one),
  );
}

function button(app, { type, channel, handle }) {
  if (handle) return h("button", { type: "button", class: "button", onclick: () => app.become(handle, { newWindow: true }) }, icon("window"), `Open a window as ${author(app.seen, handle).name}`);
  if (!type) return null;
  return h("button", { type: "button", class: "button", onclick: () => prepare(app, type, channel) }, h("code", {}, type));
}

/** Put the words into the composer of the channel, for the newcomer to send. */
function prepare(app, text, name) {
  const room = app.seen.screen.channels.find((one) => one.name === name) ?? app.seen.channels.get(app.place.channel);
  if (room.id !== app.place.channel) app.go({ channel: room.id });
  const field = document.querySelector(".pane:not([hidden]) .foot textarea");
  if (!field) return;
  field.value = text;
  field.dispatchEvent(new Event("input"));
  field.focus();
}
