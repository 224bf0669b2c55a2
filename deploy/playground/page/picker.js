/** Which commands there are to type, and which of them a few letters mean. */

import { avatar, nameOf } from "./people.js";
import { commandsHere, town } from "./state.js";

const SUB = 1;
const GROUP = 2;

/** Every slash command one can send: {path, description, options, chain, command}. */
export async function sendable() {
  const all = await commandsHere().catch(() => []);
  return all.filter((one) => one.type === 1).flatMap((command) => leaves(command, command, [], command.name));
}

function leaves(node, command, chain, path) {
  const inner = (node.options ?? []).filter((one) => one.type === SUB || one.type === GROUP);
  const { description, options = [] } = node;
  if (!inner.length) return [{ path, description, options, chain, command }];
  return inner.flatMap((one) => leaves(one, command, [...chain, one], `${path} ${one.name}`));
}

/** Best first: the whole path begins so, then a word of it, then a part of it, then the description. */
export function matching(commands, typed) {
  const sought = typed.trim().toLowerCase();
  const rank = ({ path, description }) => {
    const places = [path.startsWith(sought), path.includes(` ${sought}`), path.includes(sought),
      sought.length > 2 && description.toLowerCase().includes(sought)];
    return places.indexOf(true);
  };
  return commands.map((one) => [rank(one), one]).filter(([place]) => place >= 0)
    .toSorted(([a, x], [b, y]) => a - b || x.path.localeCompare(y.path)).map(([, one]) => one);
}

export const item = (command, n) => ({
  label: `/${command.path}`, detail: command.description, note: hint(command.options), value: command,
  lead: avatar(town.bot, "small"), heading: n === 0 && nameOf(town.bot),
});

function hint(options) {
  const required = options.filter((one) => one.required).map((one) => one.name);
  const rest = options.length - required.length;
  return [...required, rest && `+${rest} optional`].filter(Boolean).join("  ");
}

/** What goes to the server: the options wrapped in their subcommand and group. */
export function dataOf({ command, chain }, options) {
  const nested = chain.reduceRight((inner, { type, name }) => [{ type, name, options: inner }], options);
  return { id: command.id, name: command.name, type: 1, options: nested };
}
