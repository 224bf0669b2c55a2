/** What one types after @ and #, as Discord stores it. */

import { entities } from "./controls.js";

export const USERS = 5;
export const CHANNELS = 8;

export const encoded = (text) => pairs().reduce((sum, [name, stored]) => sum.replaceAll(name, stored), text);
export const decoded = (text) => pairs().reduce((sum, [name, stored]) => sum.replaceAll(stored, name), text);

/** The longest names first, so that "Ada L" isn't taken for "Ada". */
function pairs() {
  const users = entities(USERS).map((one) => [`@${one.label}`, `<@${one.value}>`]);
  const channels = entities(CHANNELS).map((one) => [`#${one.label}`, `<#${one.value}>`]);
  return [...users, ...channels].toSorted(([a], [b]) => b.length - a.length);
}
