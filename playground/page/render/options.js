// The options of a menu: its own, people, channels, or those that the app suggests for what is typed.

import { avatar } from "../avatar.js";
import { h, icon } from "../dom.js";

/**
 * @typedef {{value: string, label: string, detail?: string, group?: string, picture?: () => Node}} Choice
 * @typedef {(typed: string) => Choice[] | Promise<Choice[]>} Source
 */

/** @returns {Choice} */
export const ofOption = (option, group) => ({
  value: option.value,
  label: option.text.text,
  detail: option.description?.text,
  group,
});

const optionsOf = (element) => [
  ...(element.options ?? []).map((one) => ofOption(one)),
  ...(element.option_groups ?? []).flatMap((group) => group.options.map((one) => ofOption(one, group.label.text))),
];

const people = (ctx) =>
  Object.entries(ctx.names.users)
    .filter(([, one]) => !one.is_bot)
    .map(([id, one]) => ofPerson(id, one));

const ofPerson = (id, one) => ({ value: id, label: one.name, detail: `@${one.handle}`, picture: () => avatar(one, "tiny") });

const rooms = (ctx, also) =>
  Object.entries(ctx.names.channels)
    .filter(([, one]) => one.visible && (also || !one.private))
    .map(([id, one]) => ofRoom(id, one));

/** The kinds of conversations that a menu's filter lets in; without one all that are listed here. */
const letIn = (element, ctx) => {
  const wanted = element.filter?.include;
  return rooms(ctx, true).filter((one) => !wanted || wanted.includes(ctx.names.channels[one.value].private ? "private" : "public"));
};

const ofRoom = (id, one) => ({ value: id, label: one.name, picture: () => icon(one.private ? "lock" : "hash") });

const holding = (choices, typed) => {
  const word = typed.toLowerCase();
  return choices.filter((one) => one.label.toLowerCase().includes(word) || one.detail?.toLowerCase().startsWith(word));
};

const EXTERNAL = ["external_select", "multi_external_select"];

/** How many characters are typed before a menu offers anything; Slack asks an app from three on, unless told otherwise. */
export const leastTyped = (element) => (EXTERNAL.includes(element.type) ? element.min_query_length ?? 3 : 0);

/**
 * Where the choices of an element come from; `suggest` asks the app, and answers with `options` or `option_groups`.
 * @param {any} element @param {any} ctx @param {(typed: string) => Promise<any>} suggest
 * @returns {Source}
 */
export function source(element, ctx, suggest) {
  switch (element.type.replace("multi_", "")) {
    case "users_select":
      return (typed) => holding(people(ctx), typed);
    case "channels_select":
      return (typed) => holding(rooms(ctx, false), typed);
    case "conversations_select":
      return (typed) => holding(letIn(element, ctx), typed);
    case "external_select":
      return async (typed) => optionsOf(await suggest(typed));
    default:
      return (typed) => holding(optionsOf(element), typed);
  }
}

/** The choices that a state of an element holds, to be shown as chosen. @returns {Choice[]} */
export function chosen(state, ctx) {
  if (!state) return [];
  const options = state.selected_options ?? (state.selected_option ? [state.selected_option] : []);
  const users = state.selected_users ?? (state.selected_user ? [state.selected_user] : []);
  const channels = [
    ...(state.selected_channels ?? state.selected_conversations ?? []),
    ...[state.selected_channel, state.selected_conversation].filter(Boolean),
  ];
  return [
    ...options.map((one) => ofOption(one)),
    ...users.map((id) => ofPerson(id, ctx.names.users[id] ?? { handle: id, name: id })),
    ...channels.map((id) => ofRoom(id, ctx.names.channels[id] ?? { name: id })),
  ];
}

/** A choice as a line of a list. */
export const drawn = (choice) => [
  choice.picture?.(),
  h("span", { class: "choice-label" }, choice.label, choice.detail && h("small", {}, choice.detail)),
];
