/** The menus of a message and of a person, with the apps' own entries. */

import { call } from "./api.js";
import { run } from "./interactions.js";
import { List } from "./list.js";
import { nameOf } from "./people.js";
import { attempt, channel, commandsHere, tell, town } from "./state.js";

const ON_PERSON = 2;
const ON_MESSAGE = 3;
const PRIVATE = 64;
const FACES = ["👍", "❤️", "😂", "🎉", "✅", "👀", "🙏", "🔥"];

export async function openMessageMenu(message, opener) {
  const shared = !(message.flags & PRIVATE);
  const mine = message.author.id === town.me;
  const erase = () => attempt("DELETE", pathOf(message));
  const own = [
    shared && channel().can_react && entry("Add reaction", () => openReactions(message, opener)),
    shared && entry("Reply", () => tell("reply", message)),
    mine && entry("Edit message", () => tell("edit", message)),
    shared && (mine || channel().can_manage) && entry("Delete message", erase),
    message.content && entry("Copy text", () => navigator.clipboard.writeText(message.content)),
    entry("Copy message ID", () => navigator.clipboard.writeText(message.id)),
  ];
  open("Message", opener, [...own, ...await apps(ON_MESSAGE, message.id)]);
}

const pathOf = (message) => `/page/channels/${message.channel_id}/messages/${message.id}`;

export function openReactions(message, opener) {
  open("Reactions", opener, FACES.map((name) => entry(name, () => react(message, { name }, true))));
}

export function react(message, { name, id }, add) {
  const emoji = encodeURIComponent(id ? `${name}:${id}` : name);
  attempt(add ? "PUT" : "DELETE", `${pathOf(message)}/reactions/${emoji}`);
}

/** Blocking the bot closes one's direct messages to it. */
async function block(closed) {
  await attempt("PUT", "/page/dms/closed", { closed });
  town.dmsClosed = closed;
  const name = nameOf(town.bot);
  tell("said", closed ? `You blocked ${name}: it can't write to you directly any more. Its menu undoes this.`
    : `${name} can write to you directly again.`);
}

export async function openPersonMenu(user, opener) {
  const blocks = user.id === town.bot.id &&
    entry(town.dmsClosed ? "Unblock" : "Block", () => block(!town.dmsClosed));
  const own = [
    user.id !== town.me && entry(`Message ${nameOf(user)}`, () => write(user)),
    entry("Mention", () => tell("insert", `@${nameOf(user)} `)),
  ];
  open(nameOf(user), opener, [...own, ...await apps(ON_PERSON, user.id), blocks]);
}

const entry = (label, does) => ({ label, value: does });

/** Entries of the apps come under one heading, as under *Apps* in Discord. */
async function apps(type, target) {
  const all = await commandsHere().catch(() => []);
  return all.filter((one) => one.type === type).map((one, n) => ({
    ...entry(one.name, () => use(one, target)), heading: n === 0 && "Apps", note: nameOf(town.bot),
  }));
}

function use(command, target) {
  const data = { id: command.id, name: command.name, type: command.type, target_id: target };
  run(data, command.name).catch((refused) => tell("notice", refused.message));
}

async function write(user) {
  const direct = await call("POST", "/page/dms", { recipient_id: user.id });
  tell("CHANNEL_CREATE", direct);
  location.hash = `#/${direct.id}`;
}

function open(label, opener, items) {
  const menu = new List({
    label, field: opener, menu: true, typed: false, first: true, onPick: (item) => item.value(),
  });
  menu.show(opener, items.filter(Boolean));
}
