// Moments as a person reads them: in their zone, with the playground's own idea of today.

const DAY = 86_400_000;

const formats = new Map();

function format(zone, options) {
  const key = zone + JSON.stringify(options);
  if (!formats.has(key)) formats.set(key, new Intl.DateTimeFormat(navigator.language, { timeZone: zone, ...options }));
  return formats.get(key);
}

/** @param {string} ts a Slack timestamp @returns {Date} */
export const moment = (ts) => new Date(Number(ts) * 1000);

/** "14:02" */
export const clock = (date, zone) => format(zone, { hour: "numeric", minute: "2-digit" }).format(date);

/** "Friday, 20 November 2026 at 14:02:09", for whoever wants to know exactly. */
export const exact = (date, zone) => format(zone, { dateStyle: "full", timeStyle: "medium" }).format(date);

/** "2026-11-20", to tell days apart. */
export function day(date, zone) {
  const parts = Object.fromEntries(
    format(zone, { year: "numeric", month: "2-digit", day: "2-digit" }).formatToParts(date).map((p) => [p.type, p.value]),
  );
  return `${parts.year}-${parts.month}-${parts.day}`;
}

/** "Today", "Yesterday", or "Friday, 13 November". */
export function dayName(date, zone, now) {
  if (day(date, zone) === day(now, zone)) return "Today";
  if (day(date, zone) === day(new Date(now.getTime() - DAY), zone)) return "Yesterday";
  return format(zone, { weekday: "long", day: "numeric", month: "long" }).format(date);
}

/** "at 14:02" today, "yesterday", else the date: when somebody last answered. */
export function lately(date, zone, now) {
  const name = dayName(date, zone, now);
  if (name === "Today") return `today at ${clock(date, zone)}`;
  return name === "Yesterday" ? `yesterday at ${clock(date, zone)}` : name;
}
