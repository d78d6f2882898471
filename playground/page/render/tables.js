// Tables and charts. A chart is drawn as the table of what it plots: every value can be read, also by a screen reader.

import { h } from "../dom.js";
import { richText } from "./rich_text.js";

const content = (cell, ctx) => (cell.type === "rich_text" ? richText(cell, ctx) : cell.text);

const frame = (caption, head, rows) =>
  h(
    "div",
    { class: "block-table", tabindex: 0, role: "group", "aria-label": caption ?? "Table" },
    h("table", {}, caption && h("caption", {}, caption), head.length > 0 && h("thead", {}, h("tr", {}, head)), h("tbody", {}, rows.map((row) => h("tr", {}, row)))),
  );

const SIDES = { center: "at-center", right: "at-right" };

/** @param {any} block of type table @returns {HTMLElement} its first row is the header, as in Slack */
export function table(block, ctx) {
  const looks = (column) => {
    const { align, is_wrapped: wrapped } = block.column_settings?.[column] ?? {};
    return [SIDES[align], wrapped && "wrapped"].filter(Boolean).join(" ") || null;
  };
  const cells = (tag) => (row) => row.map((cell, column) => h(tag, { class: looks(column) }, content(cell, ctx)));
  const [head, ...rows] = block.rows;
  return frame(null, cells("th")(head), rows.map(cells("td")));
}

/** @param {any} block of type data_table @returns {HTMLElement} all of its rows, in their order */
export function dataTable(block, ctx) {
  const [head, ...rows] = block.rows;
  const named = block.row_header_column_index ?? 0;
  const looks = (cell) => (cell.type === "raw_number" ? "at-right" : null);
  const line = (row) => row.map((cell, column) => h(column === named ? "th" : "td", { class: looks(cell), scope: column === named ? "row" : null }, content(cell, ctx)));
  return frame(block.caption, head.map((cell) => h("th", { scope: "col" }, content(cell, ctx))), rows.map(line));
}

/** @param {any} block of type data_visualization @returns {HTMLElement} */
export function chart(block) {
  const { segments, series, axis_config: axes } = block.chart;
  if (segments) return frame(block.title, [], segments.map((one) => [h("th", { scope: "row" }, one.label), number(one.value)]));
  const value = (one, label) => number(one.data.find((point) => point.label === label)?.value);
  const head = [axes.x_label ?? "", ...series.map((one) => one.name)].map((name) => h("th", { scope: "col" }, name));
  const caption = axes.y_label ? `${block.title} (${axes.y_label})` : block.title;
  return frame(caption, head, axes.categories.map((label) => [h("th", { scope: "row" }, label), ...series.map((one) => value(one, label))]));
}

const number = (value) => h("td", { class: "at-right" }, value);
