/** One message as an article. */

import { call } from "./api.js";
import { component, isLayout } from "./components.js";
import { button, h, icon } from "./dom.js";
import { embed } from "./embed.js";
import { attachments } from "./files.js";
import { inline, markdown } from "./markdown.js";
import { openMessageMenu, openPersonMenu, openReactions, react } from "./menu.js";
import { avatar, nameColour, nameOf } from "./people.js";
import { callsMe, channel, channelLabel, channelName, isDirect, isThread, now, tell, town } from "./state.js";
import { moment, when } from "./timestamps.js";

const PRIVATE = 64;
const TOGETHER = 7 * 60000;
const THINKING = 128;
const TOKEN_LIFE = 15 * 60000;
const SYSTEM = {
  6: ({ message_reference: to }) => ["pinned ", h("a", { href: `#/${to.channel_id}/${to.message_id}` },
    "a message"), " to this channel."],
  18: ({ content: name, message_reference: to }) =>
    ["started a thread: ", h("a", { href: `#/${to.channel_id}` }, name)],
};
const DIRECT = "This is the beginning of your direct message history.";
const STARTER = 21;

/** A thread begins with the message it came of. */
export const standsFor = (message) => (message.type === STARTER && message.referenced_message) || message;

export function article(message, grouped) {
  const { author } = message;
  const hidden = message.flags & PRIVATE;
  const called = callsMe(message) && "mentioned";
  const kinds = ["message", !grouped && "start", called, hidden && "private", message.state];
  return h("article", {
    class: kinds.filter(Boolean).join(" "), "data-message-id": message.id, tabindex: -1,
    "aria-label": `${nameOf(author)}, ${when(Date.parse(message.timestamp))}`,
    oncontextmenu: (event) => { event.preventDefault(); openMessageMenu(message, event.currentTarget); },
  }, above(message), grouped ? h("span", { class: "hour" }, moment(message.timestamp, true)) : avatar(author),
  h("div", { class: "body" }, !grouped && header(message), content(message)),
  below(message), !message.state && tools(message));
}

function header(message) {
  const { author } = message;
  const open = (event) => openPersonMenu(author, event.currentTarget);
  return h("h3", {},
    button(nameOf(author), open, {
      class: "author", tabindex: -1, "aria-haspopup": "menu", style: { "--role": nameColour(author) },
    }),
    author.bot && h("span", { class: "tag" }, "APP"), moment(message.timestamp));
}

/** What the message answers: "Ada used /checkin", or the message it replies to. */
function above(message) {
  const used = message.interaction_metadata ?? message.interaction;
  const name = used?.name ?? message.interaction?.name;
  if (used?.type === 2 && name) {
    const shown = message.type === 23 ? name : `/${name}`;
    return h("div", { class: "above" }, avatar(used.user, "tiny"), h("strong", {}, nameOf(used.user)),
      " used ", h("span", { class: "mention" }, icon("used"), shown));
  }
  const source = message.referenced_message;
  if (message.type !== 19 && (!source || SYSTEM[message.type])) return null;
  if (!source) return h("div", { class: "above" }, h("em", {}, "Original message was deleted"));
  const label = `Replying to ${nameOf(source.author)}: ${excerpt(source).slice(0, 80)}`;
  // Inert: a link must not hold the buttons and links that its excerpt may contain.
  return h("a", { class: "above", href: `#/${source.channel_id}/${source.id}`, "aria-label": label },
    avatar(source.author, "tiny"), h("strong", {}, nameOf(source.author)),
    h("span", { class: "excerpt", inert: true }, inline(excerpt(source))));
}

export const excerpt = (message) =>
  unmarked(message.content) || unmarked(textOf(message.components)) || "Click to see attachment";

const textOf = (components = []) =>
  components.map((one) => `${one.content ?? ""}\n${textOf(one.components)}`).join("\n");
const unmarked = (text) => text.replace(/^ *(#{1,3}|-#|>|[-*]) +|```/gm, "").replace(/\s+/g, " ").trim();

function content(message) {
  if (message.state === "failed" || isOverdue(message))
    return h("p", { class: "failed", role: "alert" }, icon("warning"), "The application did not respond");
  if (message.state === "posting") return markdown(message.content || "Sending files…");
  if (message.state) return thinking("Sending command…");
  if (message.flags & THINKING) return thinking(`${nameOf(message.author)} is thinking…`);
  if (SYSTEM[message.type]) return h("p", { class: "system" }, SYSTEM[message.type](message));
  const parts = message.components?.map((one) => component(one, message)) ?? [];
  const edited = message.edited_timestamp &&
    h("small", { class: "edited", title: when(Date.parse(message.edited_timestamp)) }, "(edited)");
  if (isLayout(message)) return [h("div", { class: "layout" }, parts), edited];
  const text = message.content && markdown(message.content);
  if (text?.lastChild?.tagName === "P") text.lastChild.append(...(edited ? [" ", edited] : []));
  return [text, !edited?.parentNode && edited, attachments(message),
    message.embeds?.map((one) => embed(one, message)), parts];
}

const dots = () => h("span", { class: "dots", "aria-hidden": "true" }, [1, 2, 3].map(() => h("i")));
const thinking = (words) => h("p", { class: "thinking" }, dots(), words);

/** After fifteen minutes no app can finish a "thinking…" any more. */
export const isOverdue = (message) =>
  Boolean(message.flags & THINKING) && now() - Date.parse(message.timestamp) > TOKEN_LIFE;

function below(message) {
  return h("div", { class: "below" },
    message.reactions?.map((one) => button(`${one.emoji.name} reaction, ${one.count}`,
      () => react(message, one.emoji, !one.me), {
        class: "reaction", "aria-pressed": String(one.me), "data-key": `reaction-${one.emoji.name}`,
      }, `${one.emoji.name} ${one.count}`)),
    message.thread &&
      h("a", { class: "thread-card", href: `#/${message.thread.id}` }, icon("thread"), message.thread.name),
    message.flags & PRIVATE && message.state !== "sending" && privacy(message));
}

function privacy(message) {
  const dismiss = () => {
    tell("MESSAGE_DELETE", { id: message.id, channel_id: message.channel_id });
    if (!message.state) call("POST", "/page/dismiss", { message_id: message.id }).catch(() => {});
  };
  return h("p", { class: "privacy" }, icon("eye"), "Only you can see this • ",
    button("Dismiss message", dismiss, { class: "textlink" }));
}

function tools(message) {
  const menu = (event) => openMessageMenu(message, event.currentTarget);
  const faces = (event) => openReactions(message, event.currentTarget);
  const reply = () => tell("reply", message);
  const shared = !(message.flags & PRIVATE);
  return h("div", { class: "tools" },
    shared && channel()?.can_react &&
      button("Add reaction", faces, { tabindex: -1, "aria-haspopup": "menu" }, icon("smile")),
    shared && button("Reply", reply, { tabindex: -1 }, icon("reply")),
    button("More", menu, { tabindex: -1, "aria-haspopup": "menu" }, icon("more")));
}

export function openingOf(one) {
  const opening = (title, text) => h("div", { class: "opening" }, h("h2", {}, title), h("p", {}, text));
  const label = channelLabel(one);
  if (isDirect(one)) return opening(channelName(one), DIRECT);
  if (isThread(one)) return opening(one.name, `Started by ${nameOf(town.users.get(one.owner_id))}`);
  return opening(`Welcome to ${label}!`, `This is the start of the ${label} channel.`);
}

export const isPrivate = (message) => Boolean(message.flags & PRIVATE);

/** What I said or asked for is brought into view. */
export function concernsMe(message) {
  const by = [message.author.id, message.interaction_metadata?.user?.id];
  return by.includes(town.me) || isPrivate(message);
}

/** Whether it goes on under the name that stands above the one before. */
export function follows(before, message) {
  const plain = message.type === 0 && !message.interaction_metadata && !message.referenced_message;
  const alike = before.author.id === message.author.id && isPrivate(before) === isPrivate(message);
  return plain && alike && Date.parse(message.timestamp) - Date.parse(before.timestamp) < TOGETHER;
}
