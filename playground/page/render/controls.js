// The elements that hold a value: text fields, menus, dates, boxes and radios. Each can be read at any time.

import { h } from "../dom.js";
import { chosen, leastTyped, source } from "./options.js";
import { richPlain } from "./rich_text.js";
import { select } from "./select.js";
import { text } from "./text.js";

/**
 * @typedef {{node: HTMLElement, read: () => any, ready?: () => Promise<void>}} Control `ready` once it can be read
 * @typedef {{id?: string, label?: string, describedby?: string, changed?: () => void, entered?: () => void,
 *   suggest?: (typed: string) => Promise<any>}} How
 *   `changed` is told of every choice, `entered` of Enter in a line of text, `suggest` asks the app for options
 */

const LINES = { plain_text_input: "text", email_text_input: "email", url_text_input: "url", number_input: "text" };
const MOMENTS = { datepicker: ["date", "selected_date"], timepicker: ["time", "selected_time"] };

export const holdsValue = (element) => !["button", "overflow", "workflow_button", "icon_button", "feedback_buttons"].includes(element.type);

/**
 * Make the control of an element. `state` is what it holds, as Slack words it.
 * @param {any} element @param {any} state @param {any} ctx @param {How} how
 * @returns {Control}
 */
export function control(element, state, ctx, how = {}) {
  const { type } = element;
  if (type in LINES) return line(element, state, how);
  if (type === "rich_text_input") return rich(element, state, how);
  if (type in MOMENTS) return moment(element, state, how);
  if (type === "datetimepicker") return momentOfBoth(state, ctx, how);
  if (type === "checkboxes") return boxes(element, state, ctx, how);
  if (type === "radio_buttons") return radios(element, state, ctx, how);
  if (type.endsWith("_select")) return menu(element, state, ctx, how);
  if (type === "file_input") return files(element, state, how);
  return { node: h("p", { class: "not-drawn" }, `${type} cannot be filled in here.`), read: () => null };
}

/** What every field needs to be called something; `autofocus` is left to the form. */
const called = ({ id, label, describedby }) => ({ id, "aria-label": id ? null : label, "aria-describedby": describedby });

function line(element, state, how) {
  const common = { ...called(how), class: "field", value: state?.value ?? "", placeholder: element.placeholder?.text, autocomplete: "off" };
  const node = element.multiline
    ? h("textarea", { ...common, rows: 4 })
    : h("input", { ...common, type: LINES[element.type], inputmode: element.type === "number_input" ? "decimal" : null });
  node.addEventListener("keydown", (event) => event.key === "Enter" && !element.multiline && how.entered?.(event));
  node.addEventListener("change", () => how.changed?.());
  return { node, read: () => node.value || null };
}

/** Text is taken as one plain section. */
function rich(element, state, how) {
  const node = h("textarea", { ...called(how), class: "field", rows: 4, value: richPlain(state?.rich_text_value), placeholder: element.placeholder?.text });
  const section = (words) => ({ type: "rich_text", elements: [{ type: "rich_text_section", elements: [{ type: "text", text: words }] }] });
  return { node, read: () => (node.value ? section(node.value) : null) };
}

function moment(element, state, how) {
  const [kind, key] = MOMENTS[element.type];
  const node = h("input", { ...called(how), class: "field", type: kind, value: state?.[key] ?? "", onchange: () => how.changed?.() });
  return { node, read: () => node.value || null };
}

/** A day and a time in the person's zone; Slack carries it as seconds since 1970. */
function momentOfBoth(state, ctx, how) {
  const seconds = state?.selected_date_time;
  const node = h("input", { ...called(how), class: "field", type: "datetime-local", value: seconds ? inZone(seconds, ctx.zone) : "", onchange: () => how.changed?.() });
  return { node, read: () => (node.value ? fromZone(node.value, ctx.zone) : null) };
}

function inZone(seconds, zone) {
  const options = { timeZone: zone, year: "numeric", month: "2-digit", day: "2-digit", hour: "2-digit", minute: "2-digit", hourCycle: "h23" };
  const parts = Object.fromEntries(new Intl.DateTimeFormat("en", options).formatToParts(new Date(seconds * 1000)).map((one) => [one.type, one.value]));
  return `${parts.year}-${parts.month}-${parts.day}T${parts.hour}:${parts.minute}`;
}

/** The moment at which clocks in the zone show this; asked twice, as the offset may change in between. */
function fromZone(shown, zone) {
  const wanted = Date.parse(`${shown}Z`) / 1000;
  const off = (seconds) => Date.parse(`${inZone(seconds, zone)}Z`) / 1000 - seconds;
  return wanted - off(wanted - off(wanted));
}

function boxes(element, state, ctx, how) {
  const held = new Set((state?.selected_options ?? []).map((one) => one.value));
  return several(element, "checkbox", held, ctx, how, (values) => values);
}

function radios(element, state, ctx, how) {
  const held = new Set(state?.selected_option ? [state.selected_option.value] : []);
  return several(element, "radio", held, ctx, how, (values) => values[0] ?? null);
}

let count = 0;

function several(element, type, held, ctx, how, worded) {
  const name = `several-${++count}`;
  const inputs = element.options.map((option) => h("input", { type, name, value: option.value, checked: held.has(option.value), onchange: () => how.changed?.() }));
  const lines = element.options.map((option, index) =>
    h("label", { class: "tick" }, inputs[index], h("span", {}, text(option.text, ctx), option.description && h("small", {}, text(option.description, ctx)))),
  );
  const role = type === "radio" ? "radiogroup" : "group";
  const node = h("div", { role, class: "ticks", "aria-labelledby": how.id ? `${how.id}-label` : null, "aria-label": how.id ? null : how.label, "aria-describedby": how.describedby }, lines);
  return { node, read: () => worded(inputs.filter((one) => one.checked).map((one) => one.value)) };
}

/** Files go with the form as they are; those that it holds already go by their id. */
function files(element, state, how) {
  let held = (state?.files ?? []).map(({ id, name }) => ({ id, name }));
  let reading = Promise.resolve();
  const names = h("span", { class: "file-names" });
  const show = () => names.replaceChildren(held.map((one) => one.name).join(", "));
  const take = () => {
    reading = Promise.all([...field.files].map(read)).then((found) => {
      held = found;
      show();
      how.changed?.();
    });
  };
  const accept = element.filetypes?.map((kind) => `.${kind}`).join(",");
  const field = h("input", { ...called(how), class: "field", type: "file", multiple: element.max_files !== 1, accept, onchange: take });
  show();
  return { node: h("div", { class: "file-field" }, field, names), read: () => held, ready: () => reading };
}

async function read(file) {
  const bytes = new Uint8Array(await file.arrayBuffer());
  let binary = "";
  for (let at = 0; at < bytes.length; at += 8192) binary += String.fromCharCode(...bytes.subarray(at, at + 8192));
  return { name: file.name, base64: btoa(binary) };
}

function menu(element, state, ctx, how) {
  const many = element.type.startsWith("multi_");
  const made = select({
    id: how.id,
    label: how.label,
    describedby: how.describedby,
    placeholder: element.placeholder?.text,
    many,
    most: element.max_selected_items,
    chosen: chosen(state, ctx),
    least: leastTyped(element),
    source: source(element, ctx, how.suggest),
    changed: () => how.changed?.(),
  });
  return { node: made.node, read: () => (many ? made.read() : made.read()[0] ?? null) };
}
