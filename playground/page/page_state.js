// The state of the page: what the playground sent last, with everything in it findable by name.

/**
 * @typedef {Object} PageState
 * @property {any} about the team, its apps and what to try
 * @property {any} screen as the playground sent it
 * @property {any} me the person whose window this is
 * @property {string} zone their time zone
 * @property {Date} now
 * @property {Map<string, any>} people by handle, bots too
 * @property {Map<string, any>} byId people by id
 * @property {Map<string, any>} channels by id, direct messages too
 * @property {{users: Object, channels: Object, groups: Object}} names for the drawing of messages
 * @property {string} namesSign changes whenever a name does
 */

/** @returns {PageState} */
export function pageState(about, screen, handle) {
  const people = new Map(screen.people.map((one) => [one.handle, one]));
  const byId = new Map(screen.people.map((one) => [one.id, one]));
  const channels = new Map(screen.channels.map((one) => [one.id, one]));
  const me = people.get(handle);
  const rooms = screen.channels.filter((one) => !one.is_im);
  const names = {
    users: Object.fromEntries(screen.people.map(({ id, handle: own, name, is_bot }) => [id, { handle: own, name, is_bot }])),
    channels: Object.fromEntries(rooms.map(({ id, name, private: locked }) => [id, { name, visible: true, private: locked }])),
    groups: Object.fromEntries(screen.groups.map(({ id, handle: own, name }) => [id, { handle: own, name }])),
  };
  const now = new Date(screen.now * 1000);
  return { about, screen, me, zone: me.zone, now, people, byId, channels, names, namesSign: JSON.stringify(names) };
}

/** The person or bot of this handle, or as much of one as a message needs. */
export const author = (seen, handle) => seen.people.get(handle) ?? { handle, name: handle, is_bot: false, id: handle };

/** What a channel or direct message is called in a heading. */
export function title(seen, channel) {
  if (!channel.is_im) return channel.name;
  const other = author(seen, channel.with);
  return other.handle === seen.me.handle ? `${other.name} (you)` : other.name;
}

/** The direct message with somebody, if there is one yet. */
export const directWith = (seen, handle) => seen.screen.channels.find((one) => one.is_im && one.with === handle);

/** The app whose bot has this handle. */
export const appOf = (seen, handle) => seen.about.apps.find((one) => one.handle === handle);

/** Messages of a channel that are not in a thread, or sent to the channel too. */
export const inChannel = (messages) =>
  messages.filter((one) => !one.thread_ts || one.thread_ts === one.ts || one.subtype === "thread_broadcast");

/** A thread: its first message, then the answers. */
export const inThread = (messages, root) => messages.filter((one) => one.ts === root || one.thread_ts === root);

/** Whether Slack itself wrote a message, to say that something happened. */
export const isSystem = (message) => Boolean(message.subtype) && !["file_share", "thread_broadcast", "bot_message"].includes(message.subtype);
