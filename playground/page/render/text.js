// Text objects: plain_text and mrkdwn.

import { withEmoji } from "./inline.js";
import { mrkdwn } from "./mrkdwn.js";

/** Draw a text object. @returns {(Node|string)[]} */
export function text(node, ctx) {
  if (!node) return [];
  if (node.type === "mrkdwn") return [mrkdwn(node.text, ctx)];
  return node.emoji === false ? [node.text] : withEmoji(node.text, ctx);
}
