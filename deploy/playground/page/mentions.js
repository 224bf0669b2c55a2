/** What one types after @ and #, as Discord stores it. */

import { entities } from "./controls.js";

export const USERS = 5;
export const CHANNELS = 8;

/** The longest names first, so that "Ada L" isn't taken for "Ada". */
export function encoded(text) {
  const users = entities(USERS).map((one) => [`@${one.label}`, `<@${one.value}>`]);
  const channels = entities(CHANNELS).map((one) => [`#${one.label}`, `<#${one.value}>`]);
  const names = [...users, ...channels].sort(([a], [b]) => b.length - a.length);
  return names.reduce((sum, [name, stored]) => sum.replaceAll(name, stored), text);
}
