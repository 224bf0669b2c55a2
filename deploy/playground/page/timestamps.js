/** Instants as Discord shows them, in the viewer's zone and by the town's clock. */

import { h } from "./dom.js";
import { now, on } from "./state.js";

const LOCALE = navigator.languages.find((one) => one.startsWith("en")) ?? "en-GB";
const STYLES = {
  t: { timeStyle: "short" }, T: { timeStyle: "medium" }, d: { dateStyle: "short" }, D: { dateStyle: "long" },
  f: { dateStyle: "long", timeStyle: "short" }, F: { dateStyle: "full", timeStyle: "short" },
  s: { dateStyle: "short", timeStyle: "short" }, S: { dateStyle: "short", timeStyle: "medium" },
};
const UNITS = [
  ["year", 31557600], ["month", 2629800], ["day", 86400], ["hour", 3600], ["minute", 60], ["second", 1],
];
const DAY = 86400000;

const formats = new Map(
  Object.entries(STYLES).map(([key, style]) => [key, new Intl.DateTimeFormat(LOCALE, style)]));
const relative = new Intl.RelativeTimeFormat(LOCALE, { numeric: "always" });

export const format = (ms, style) => formats.get(style).format(ms);

function ago(ms) {
  const seconds = Math.round((ms - now()) / 1000);
  const [unit, size] = UNITS.find(([, length]) => Math.abs(seconds) >= length) ?? UNITS.at(-1);
  return relative.format(Math.round(seconds / size), unit);
}

/** `<t:…:R>` and its siblings; the whole date is in the title. */
export function timestamp(seconds, style = "f") {
  const ms = seconds * 1000;
  if (!(Math.abs(ms) <= 8.64e15)) return null;
  const text = style === "R" ? ago(ms) : format(ms, style);
  return h("time", {
    class: "stamp", datetime: new Date(ms).toISOString(), title: format(ms, "F"),
    ...(style === "R" && { "data-shown": "ago", "data-ms": ms }),
  }, text);
}

const dayOf = (ms) => new Date(ms).setHours(0, 0, 0, 0);
export const sameDay = (a, b) => dayOf(a) === dayOf(b);
export const dayTitle = (ms) => format(ms, "D");

/** "Today at 09:00", "Yesterday at 09:00", or the date. */
export function when(ms) {
  const days = Math.round((dayOf(now()) - dayOf(ms)) / DAY);
  if (days === 0) return `Today at ${format(ms, "t")}`;
  if (days === 1) return `Yesterday at ${format(ms, "t")}`;
  return format(ms, "s");
}

/** The time beside a message; `brief` is the hour only. */
export function moment(iso, brief = false) {
  const ms = Date.parse(iso);
  return h("time", {
    datetime: iso, title: format(ms, "F"), ...(!brief && { "data-shown": "when", "data-ms": ms }),
  }, brief ? format(ms, "t") : when(ms));
}

/** What is said relative to now changes with the clock. */
function refresh() {
  for (const node of document.querySelectorAll("[data-shown]"))
    node.textContent = (node.dataset.shown === "ago" ? ago : when)(Number(node.dataset.ms));
}

export function mountTimes() {
  on("clock", refresh);
  setInterval(refresh, 10000);
}
