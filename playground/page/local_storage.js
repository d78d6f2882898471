// The local storage of this browser, for one run of the playground: what each person has read, their drafts, who was greeted.

let prefix = "playground:";

/** Begin to remember for this run, and forget every other. @param {string} instance */
export function begin(instance) {
  prefix = `playground:${instance}:`;
  for (const key of Object.keys(localStorage)) {
    const ours = key.startsWith("playground:") && key !== "playground:theme";
    if (ours && !key.startsWith(prefix)) localStorage.removeItem(key);
  }
}

function read(name, otherwise) {
  try {
    return JSON.parse(localStorage.getItem(prefix + name) ?? "") ?? otherwise;
  } catch {
    return otherwise;
  }
}

const write = (name, value) => localStorage.setItem(prefix + name, JSON.stringify(value));

/** Up to which message a person has read a channel; "" for not at all. */
export const readUpTo = (handle, channel) => read(`read:${handle}`, {})[channel] ?? "";

export function markRead(handle, channel, ts) {
  const marks = read(`read:${handle}`, {});
  if ((marks[channel] ?? "") >= ts) return;
  write(`read:${handle}`, { ...marks, [channel]: ts });
}

export const draft = (handle, place) => read(`draft:${handle}`, {})[place] ?? "";

export function keepDraft(handle, place, text) {
  const { [place]: _old, ...others } = read(`draft:${handle}`, {});
  write(`draft:${handle}`, text ? { ...others, [place]: text } : others);
}

/** In which channel the newcomer is greeted: null before they have been, "" once they have had enough of it. */
export const greeting = () => read("greeting", null);
export const keepGreeting = (channel) => write("greeting", channel);

/** The person this browser was last. */
export const lastPerson = () => read("person", "");
export const setLastPerson = (handle) => write("person", handle);
