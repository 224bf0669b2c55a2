/** What one types after @ and #, as Discord stores it. */

import { entities } from "./controls.js";
import { town } from "./state.js";

export const ANYONE = 7;
export const CHANNELS = 8;
const CODE = /(```[\s\S]*?```|`[^`\n]+`)/;

/** Only whole names are meant, and none in code. */
export const encoded = (text) =>
  text.split(CODE).map((part, n) => (n % 2 ? part : named(part))).join("");

export const decoded = (text) => pairs().reduce((sum, [name, stored]) => sum.replaceAll(stored, name), text);

function named(text) {
  const stored = new Map(pairs());
  const names = [...stored.keys()].map((name) => name.replace(/[$()*+.?[\\\]^{|}]/g, "\\$&"));
  const whole = new RegExp(`(?<![\\p{L}\\p{N}_<])(?:${names.join("|")})(?!-?[\\p{L}\\p{N}_])`, "gu");
  return text.replace(whole, (name) => stored.get(name));
}

/** The longest names first, so that "Ada L" isn't taken for "Ada". */
function pairs() {
  const isRole = (id) => town.guild.roles.some((role) => role.id === id);
  const anyone = entities(ANYONE).filter((one) => one.value !== town.guild.id)
    .map((one) => [`@${one.label.replace(/^@/, "")}`, `<@${isRole(one.value) ? "&" : ""}${one.value}>`]);
  const channels = entities(CHANNELS).map((one) => [`#${one.label}`, `<#${one.value}>`]);
  return [...anyone, ...channels].toSorted(([a], [b]) => b.length - a.length);
}
