// The inspector: every call of the apps and every delivery to them, to filter, open and clear.

import { get, post } from "./api.js";
import { h, icon, iconButton, reconcile } from "./dom.js";

const KINDS = [
  ["", "Everything"],
  ["call", "Calls to Slack"],
  ["delivery", "Deliveries to the app"],
  ["failed", "What failed"],
];

/** @param {import("./app.js").App} app */
export function trafficPanel(app) {
  const panel = document.getElementById("panel");
  const find = h("input", { type: "search", class: "field", placeholder: "Find by name", "aria-label": "Find in the traffic", oninput: draw });
  const kind = h("select", { class: "field", "aria-label": "Kind of traffic", onchange: draw }, KINDS.map(([value, label]) => h("option", { value }, label)));
  const clear = h("button", { type: "button", class: "button", onclick: () => post("admin/clear_traffic").then(() => app.look()) }, "Clear");
  const list = h("ol", { class: "traffic-list", "aria-label": "Calls and deliveries, newest first" });
  const none = h("p", { class: "empty" }, "Nothing yet. What apps call and what Slack sends them appears here.");
  const element = h(
    "section",
    { class: "traffic", "aria-label": "Traffic" },
    h("header", { class: "panel-head" }, h("h2", {}, "Traffic"), clear, iconButton("close", "Close the traffic", () => app.toggleTraffic())),
    h("div", { class: "traffic-filter" }, find, kind),
    h("div", { class: "scroller" }, list, none),
  );
  panel.append(element);
  const opened = new Map();

  return { draw };

  function draw() {
    element.hidden = !app.traffic;
    panel.hidden = element.hidden && panel.firstElementChild.hidden;
    if (element.hidden) return;
    const entries = (app.seen.screen.traffic ?? []).filter(fits).reverse();
    none.hidden = entries.length > 0;
    reconcile(list, entries, {
      key: (entry) => String(entry.number),
      sign: (entry) => JSON.stringify([entry.outcome, opened.get(entry.number)]),
      make: line,
    });
  }

  function fits(entry) {
    if (find.value && !entry.name.toLowerCase().includes(find.value.trim().toLowerCase())) return false;
    if (kind.value === "failed") return entry.outcome !== null && !succeeded(entry);
    if (kind.value === "delivery") return incoming(entry);
    return !kind.value || entry.kind === kind.value;
  }

  function line(entry) {
    const whole = opened.get(entry.number);
    const toggle = h(
      "button",
      { type: "button", class: "traffic-line", "aria-expanded": String(Boolean(whole)), dataset: { focus: "line" }, onclick: () => flip(entry) },
      h("span", { class: incoming(entry) ? "way to-app" : "way to-slack", title: incoming(entry) ? "from Slack to the app" : "from the app to Slack" }, icon(incoming(entry) ? "left" : "right")),
      h("span", { class: "traffic-name" }, h("b", {}, entry.name), h("small", {}, entry.kind)),
      outcome(entry),
      h("span", { class: "took" }, entry.end === null ? "…" : took(entry.end - entry.start)),
    );
    return h("li", {}, toggle, whole && details(whole));
  }

  async function flip(entry) {
    if (opened.has(entry.number)) opened.delete(entry.number);
    else opened.set(entry.number, await get(`traffic/${entry.number}`));
    draw();
  }
}

const incoming = (entry) => !["call", "response", "upload"].includes(entry.kind);
const succeeded = (entry) => entry.outcome === "ok" || entry.outcome === "acked";

function outcome(entry) {
  if (entry.outcome === null) return h("span", { class: "outcome" }, "under way");
  return h("span", { class: succeeded(entry) ? "outcome good" : "outcome bad" }, entry.outcome);
}

const took = (seconds) => (seconds < 1 ? `${Math.round(seconds * 1000)} ms` : `${seconds.toFixed(1)} s`);

function details({ content, answer, problems }) {
  const wrong = problems.length > 0 && h("ul", { class: "traffic-problems", "aria-label": "What Slack refuses" }, problems.map((one) => h("li", {}, one)));
  return h("div", { class: "traffic-details" }, json("Sent", content), answer === null || answer === "" ? null : json("Answered", answer), wrong);
}

function json(label, value) {
  return h("figure", {}, h("figcaption", {}, label), h("pre", { tabindex: 0, "aria-label": label }, coloured(JSON.stringify(unpacked(value), null, 2) ?? "")));
}

/** Arguments that hold JSON as text are easier to read as what they hold. */
function unpacked(value) {
  if (value === null || typeof value !== "object" || Array.isArray(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, one]) => {
      if (typeof one !== "string" || !/^[[{]/.test(one)) return [key, one];
      try {
        return [key, JSON.parse(one)];
      } catch {
        return [key, one];
      }
    }),
  );
}

const TOKEN = /("(?:[^"\\]|\\.)*")(\s*:)?|\b(?:true|false|null)\b|-?\d+(?:\.\d+)?/g;

function coloured(text) {
  const parts = [];
  let at = 0;
  for (const match of text.matchAll(TOKEN)) {
    parts.push(text.slice(at, match.index));
    const kind = match[2] ? "json-key" : match[1] ? "json-text" : "json-value";
    parts.push(h("span", { class: kind }, match[1] ?? match[0]), match[2] ?? "");
    at = match.index + match[0].length;
  }
  return [...parts, text.slice(at)];
}
