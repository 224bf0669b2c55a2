/** What an option can be, and what is suggested while it is typed. */

import { entities } from "./controls.js";
import { encoded } from "./mentions.js";

export const KIND = {
  string: 3, integer: 4, boolean: 5, user: 6, channel: 7, role: 8, mentionable: 9, number: 10, file: 11,
};
const SELECT_KIND = { [KIND.user]: 5, [KIND.role]: 6, [KIND.mentionable]: 7, [KIND.channel]: 8 };
const SHAPES = {
  [KIND.integer]: [/^[-+]?\d{1,16}$/, "Input a valid integer."],
  [KIND.number]: [/^[-+]?(\d+\.?\d*|\.\d+)$/, "Input a valid number."],
};
export const REQUIRED = "This option is required. Specify a value.";

/** The fixed list an option has, or null where anything may be typed. */
export function listOf(option) {
  if (option.choices?.length) return option.choices.map((one) => ({ label: one.name, value: one.value }));
  if (option.type === KIND.boolean) return [{ label: "True", value: true }, { label: "False", value: false }];
  const kind = SELECT_KIND[option.type];
  return kind ? entities(kind, option.channel_types) : null;
}

export function narrowed(items, typed) {
  const sought = typed.trim().toLowerCase().replace(/^[@#]/, "");
  const name = (one) => one.label.toLowerCase().replace(/^[@#]/, "");
  const begins = items.filter((one) => name(one).startsWith(sought));
  return [...begins, ...items.filter((one) => !begins.includes(one) && name(one).includes(sought))];
}

/** {value} or {error}, in Discord's words, for what was typed into an option. */
export function parsed(option, text) {
  const list = listOf(option);
  if (list) return fromList(option, list, text);
  const [shape, words] = SHAPES[option.type] ?? [];
  if (!shape) return sized(option, encoded(text));
  return shape.test(text.trim()) ? bounded(option, Number(text)) : { error: words };
}

function fromList(option, list, text) {
  const sought = text.trim().toLowerCase();
  const found = list.find((one) => [sought, `@${sought}`].includes(one.label.toLowerCase()));
  if (found) return { value: found.value };
  const kind = Object.entries(KIND).find(([, type]) => type === option.type)[0];
  return { error: option.choices ? "Choose one of the options in the list." : `Input a valid ${kind}.` };
}

function bounded(option, value) {
  const { min_value: least = -Infinity, max_value: most = Infinity } = option;
  if (value < least) return { error: `Value must be at least ${least}.` };
  return value > most ? { error: `Value must be at most ${most}.` } : { value };
}

function sized(option, text) {
  const { min_length: least = 0, max_length: most = 6000 } = option;
  if (text.length < least) return { error: `Must be at least ${least} characters.` };
  return text.length > most ? { error: `Must be at most ${most} characters.` } : { value: text };
}
