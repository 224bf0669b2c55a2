/** What this tab knows of the town. Everyone reads `town` and is told of changes by topic. */

import { call } from "./api.js";

/** Does what someone asked for; a refusal is shown until the next thing is tried. */
export function attempt(...request) {
  tell("notice", "");
  return call(...request).catch((refused) => tell("notice", refused.message));
}

const PRIVATE = 64;
export const town = {
  me: "", people: [], bot: null, guild: null, users: new Map(), channels: new Map(),
  current: "", skew: 0, offset: 0, botOnline: false, waking: false, dmsClosed: false,
  told: 0,
};
const listeners = new Map();
const commands = new Map();

export function on(topic, listener) {
  listeners.set(topic, [...(listeners.get(topic) ?? []), listener]);
}

export function tell(topic, detail) {
  for (const listener of listeners.get(topic) ?? []) listener(detail);
}

export async function load() {
  const state = await stateOfNow();
  const { me, people, bot, guild } = state;
  const { bot_online: botOnline, waking, dms_closed: dmsClosed } = state;
  Object.assign(town, { me, people, bot, guild, botOnline, waking, dmsClosed });
  town.channels = new Map([...state.channels, ...state.dms].map((one) => [one.id, one]));
  [bot, ...people.map((one) => one.user), ...state.dms.flatMap((one) => one.recipients)].forEach(meet);
  renewCommands();
  setClock(state.clock);
  tell("channels");
  tell("bot");
}

/** What is told of a channel while everything is being asked for may not be in the answer yet. */
async function stateOfNow(tries = 5) {
  const before = town.told;
  const state = await call("GET", "/page/state");
  return before === town.told || tries === 1 ? state : stateOfNow(tries - 1);
}

/** Later copies of a user don't replace earlier ones: partial ones travel in messages. */
export function meet(user) {
  if (user && !town.users.has(user.id)) town.users.set(user.id, user);
}

export const now = () => Date.now() + town.skew;
export const channel = () => town.channels.get(town.current);
export const isDirect = (one) => one?.type === 1 || one?.type === 3;
export const isThread = (one) => one?.type >= 10 && one?.type <= 12;
export const personOf = (id) => town.people.find((one) => one.user.id === id);

export function channelName(one) {
  if (!one) return "unknown";
  return isDirect(one) ? (one.recipients[0]?.global_name ?? one.recipients[0]?.username) : one.name;
}

export const channelLabel = (one) =>
  (isThread(one) ? `"${one.name}"` : `${isDirect(one) ? "@" : "#"}${channelName(one)}`);

/** A thread that one doesn't follow is never unread. */
export const unread = (one) => one.followed !== false && one.unread;

/** How many messages ask for me in these channels, and the words for it. */
export const calls = (channels) =>
  channels.reduce((sum, one) => sum + (one.followed === false ? 0 : (one.mention_count ?? 0)), 0);

export function news(channels) {
  const count = calls(channels);
  const kind = channels.every(isDirect) ? "new message" : "mention";
  if (count) return `, ${count} ${kind}${count > 1 ? "s" : ""}`;
  return channels.some(unread) ? ", unread" : "";
}

/** Whether a message asks for me: by name, by role, or with everyone. */
export function callsMe({ mentions = [], mention_roles: roles = [], mention_everyone: everyone }) {
  const mine = personOf(town.me)?.member.roles ?? [];
  return everyone || mentions.some((user) => user.id === town.me) || roles.some((id) => mine.includes(id));
}

export const commandsHere = () => commands.get(town.current) ?? askForCommands();

function askForCommands() {
  const id = town.current;
  const asked = call("GET", `/page/commands?channel_id=${id}`);
  if (!commands.has(id)) commands.set(id, asked);
  asked.then(() => commands.set(id, asked), () => commands.delete(id));
  return asked;
}

/** Until the new ones are there the old ones serve: someone may be typing. */
function renewCommands() {
  for (const id of commands.keys()) if (id !== town.current) commands.delete(id);
  if (town.current) askForCommands().catch(() => {});
}

export function read(one, messageId) {
  if (!one.unread && !one.mention_count) return;
  Object.assign(one, { last_read_id: messageId, mention_count: 0, unread: false });
  call("POST", `/page/channels/${one.id}/ack`, { message_id: messageId }).catch(() => {});
  tell("channels");
}

function setClock({ now: instant, offset }) {
  Object.assign(town, { skew: instant - Date.now(), offset });
  tell("clock");
}

function setBot({ online }) {
  town.botOnline = online;
  tell("bot");
}

function keep(one) {
  (one.recipients ?? []).forEach(meet);
  town.channels.set(one.id, { ...town.channels.get(one.id), ...one });
  tell("channels");
}

function forget({ id }) {
  town.channels.delete(id);
  tell("channels");
}

function noteFollowers({ id, added_members: added, removed_member_ids: removed }) {
  const one = town.channels.get(id);
  if (!one) return;
  if (added?.some((follower) => follower.user_id === town.me)) one.followed = true;
  if (removed?.includes(town.me)) one.followed = false;
  tell("channels");
}

function noteMessage(message) {
  const one = town.channels.get(message.channel_id);
  if (!one || message.flags & PRIVATE || message.author.id === town.me) return;
  one.unread = true;
  if (isDirect(one) || callsMe(message)) one.mention_count = (one.mention_count ?? 0) + 1;
  tell("channels");
}

const OF_CHANNELS = {
  CHANNEL_CREATE: keep,
  CHANNEL_UPDATE: keep,
  THREAD_CREATE: keep,
  THREAD_UPDATE: keep,
  THREAD_MEMBERS_UPDATE: noteFollowers,
  CHANNEL_DELETE: forget,
  THREAD_DELETE: forget,
  READ_STATE: ({ channel_id: id, ...rest }) => {
    Object.assign(town.channels.get(id) ?? {}, rest);
    tell("channels");
  },
  MESSAGE_CREATE: noteMessage,
};
const OF_THE_TOWN = {
  HELLO: (d) => { setClock(d); setBot({ online: d.bot_online }); },
  CLOCK: setClock,
  BOT: setBot,
  WAKING: ({ waking }) => { town.waking = waking; tell("bot"); },
  COMMANDS_UPDATE: renewCommands,
  RESET: () => location.reload(),
};

export function receive(type, data) {
  if (type in OF_CHANNELS) town.told += 1;
  (OF_CHANNELS[type] ?? OF_THE_TOWN[type])?.(data);
  tell(type, data);
}
