// Moments inside messages: Slack's date tokens, in the reader's zone and language.

const DAY = 86_400_000;
const UNITS = [["year", 365 * DAY], ["month", 30 * DAY], ["week", 7 * DAY], ["day", DAY], ["hour", 3_600_000], ["minute", 60_000]];

const formats = new Map();

function shown(date, zone, options) {
  const key = zone + JSON.stringify(options);
  if (!formats.has(key)) formats.set(key, new Intl.DateTimeFormat(navigator.language, { timeZone: zone, ...options }));
  return formats.get(key).format(date);
}

const TOKENS = {
  date_num: (date, zone) => isoDay(date, zone),
  date_slash: (date, zone) => shown(date, zone, { year: "numeric", month: "2-digit", day: "2-digit" }),
  date: (date, zone) => shown(date, zone, { dateStyle: "long" }),
  date_short: (date, zone) => shown(date, zone, { dateStyle: "medium" }),
  date_long: (date, zone) => shown(date, zone, { dateStyle: "full" }),
  time: (date, zone) => shown(date, zone, { hour: "2-digit", minute: "2-digit" }),
  time_secs: (date, zone) => shown(date, zone, { hour: "2-digit", minute: "2-digit", second: "2-digit" }),
  ago: (date, _zone, now) => ago(date, now),
};

function isoDay(date, zone) {
  const parts = new Intl.DateTimeFormat("en", { timeZone: zone, year: "numeric", month: "2-digit", day: "2-digit" }).formatToParts(date);
  const part = (type) => parts.find((one) => one.type === type).value;
  return `${part("year")}-${part("month")}-${part("day")}`;
}

function ago(date, now) {
  const apart = date - now;
  const words = new Intl.RelativeTimeFormat(navigator.language, { numeric: "auto" });
  const [unit, length] = UNITS.find(([, size]) => Math.abs(apart) >= size) ?? ["second", 1000];
  return words.format(Math.round(apart / length), unit);
}

/** "today", "yesterday" or "tomorrow"; null for any other day. */
function near(date, zone, now) {
  const days = Math.round((Date.parse(isoDay(date, zone)) - Date.parse(isoDay(now, zone))) / DAY);
  return { "-1": "yesterday", 0: "today", 1: "tomorrow" }[days] ?? null;
}

/**
 * Fill Slack's tokens, such as "{date_short_pretty} at {time}", with a moment.
 * @param {number} seconds since 1970 @param {string} pattern @param {{zone: string, now: Date}} ctx
 * @returns {string}
 */
export function dated(seconds, pattern, { zone, now }) {
  const date = new Date(seconds * 1000);
  return pattern.replace(/\{(\w+)\}/g, (token, name) => {
    const pretty = name.endsWith("_pretty") && near(date, zone, now);
    const fill = TOKENS[name.replace(/_pretty$/, "")];
    return pretty || (fill ? fill(date, zone, now) : token);
  });
}

/** The moment in full, for whoever points at it. */
export const inFull = (seconds, zone) => shown(new Date(seconds * 1000), zone, { dateStyle: "full", timeStyle: "medium" });
