// The initial state of an element, worded as Slack words it.

const KEYS = {
  initial_value: "value",
  initial_option: "selected_option",
  initial_options: "selected_options",
  initial_user: "selected_user",
  initial_users: "selected_users",
  initial_channel: "selected_channel",
  initial_channels: "selected_channels",
  initial_conversation: "selected_conversation",
  initial_conversations: "selected_conversations",
  initial_date: "selected_date",
  initial_time: "selected_time",
  initial_date_time: "selected_date_time",
};

/** @param {any} element @returns {Object<string, any>} */
export function initial(element) {
  const key = element.type === "rich_text_input" ? { initial_value: "rich_text_value" } : {};
  const entries = Object.entries({ ...KEYS, ...key }).filter(([from]) => from in element);
  return Object.fromEntries(entries.map(([from, to]) => [to, element[from]]));
}
