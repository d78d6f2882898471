// Where an element stands, in the words of the control API.

/**
 * Name an element to the playground: the message or view that it is in, its block and itself.
 * @param {import("./blocks.js").Place} place @param {any} block @param {any} element
 */
export const placed = ({ where, channel, ts }, block, element) => ({
  where,
  channel,
  ts,
  block_id: block.block_id,
  action_id: element.action_id,
});
