// The small picture of a person or an app: initials on a colour of their own.

import { h } from "./dom.js";

/** A colour for a handle; the golden angle keeps those of similar handles apart. */
function hue(handle) {
  let sum = 0;
  for (const letter of handle) sum = (sum * 7 + letter.codePointAt(0)) % 997;
  return Math.round(sum * 137.508) % 360;
}

/** @param {{handle: string, name: string, is_bot: boolean}} one @param {"small"|"tiny"|""} [size] */
export function avatar(one, size = "") {
  const initials = one.name.split(/\s+/).slice(0, 2).map((word) => word[0] ?? "").join("").toUpperCase();
  const node = h("span", { class: `avatar ${size} ${one.is_bot ? "bot" : ""}`, "aria-hidden": "true" }, initials);
  node.style.setProperty("--hue", hue(one.handle));
  return node;
}
