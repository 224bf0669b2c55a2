/** What was begun in each channel and not sent: words outlive a reload, commands a look elsewhere. */

const commands = new Map();
const key = (channel) => `playground.draft.${channel}`;

export function keep(channel, { text, command }) {
  if (text) sessionStorage.setItem(key(channel), text);
  else sessionStorage.removeItem(key(channel));
  if (command) commands.set(channel, command);
  else commands.delete(channel);
}

export const begun = (channel) =>
  ({ text: sessionStorage.getItem(key(channel)) ?? "", command: commands.get(channel) });
