// The small picture of a person or an app: initials on a colour of their own.

import { h } from "./dom.js";

const HUES = [268, 205, 150, 24, 335, 180, 48, 300, 95, 225];

function hue(text) {
  let sum = 0;
  for (const letter of text) sum = (sum * 31 + letter.codePointAt(0)) % 9973;
  return HUES[sum % HUES.length];
}

/** @param {{handle: string, name: string, is_bot: boolean}} one @param {"small"|"tiny"|""} [size] */
export function avatar(one, size = "") {
  const initials = one.name.split(/\s+/).slice(0, 2).map((word) => word[0] ?? "").join("").toUpperCase();
  const node = h("span", { class: `avatar ${size} ${one.is_bot ? "bot" : ""}`, "aria-hidden": "true" }, initials);
  node.style.setProperty("--hue", hue(one.handle));
  return node;
}
