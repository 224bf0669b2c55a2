/** The rail of servers and the list of channels, with what is unread. */

import { button, h, icon } from "./dom.js";
import { avatar } from "./people.js";
import {
  calls, channel, channelName, isDirect, isThread, news, on, personOf, town, unread,
} from "./state.js";
import { followButton, threadsButton } from "./threads.js";

const CATEGORY = 4;

export function mountChannels({ rail, place, list, heading, openDrawer }) {
  let before = "";
  const draw = () => {
    const one = channel();
    if (!one) return;
    if (!isDirect(one)) before = one.id;
    drawRail(rail, isDirect(one), before);
    place.replaceChildren(h("h2", {}, isDirect(one) ? "Direct Messages" : town.guild.name));
    keepFocus(list, () => list.replaceChildren(...(isDirect(one) ? directs() : guildChannels())));
    drawHeading(heading, one, openDrawer);
    const count = calls(all());
    document.title = `${count ? `(${count}) ` : ""}${channelName(one)} | Daymark playground`;
  };
  on("channels", draw);
  on("opened", draw);
}

const all = () => [...town.channels.values()];

function keepFocus(root, redraw) {
  const held = root.contains(document.activeElement) && document.activeElement.getAttribute("href");
  redraw();
  if (held) root.querySelector(`[href="${held}"]`)?.focus();
}

function drawRail(rail, direct, before) {
  const [dms, rest] = [all().filter(isDirect), all().filter((one) => !isDirect(one))];
  const home = all().find(isDirect)?.id;
  const first = rest.find((one) => one.type !== CATEGORY)?.id;
  const guild = town.channels.has(before) ? before : first;
  rail.replaceChildren(
    server("Direct Messages", icon("chat"), home, direct, dms),
    h("hr"),
    server(town.guild.name, town.guild.icon_text ?? "?", guild, !direct, rest));
}

function server(name, face, target, current, channels) {
  const count = calls(channels);
  return h("a", {
    class: `server ${channels.some(unread) ? "unread" : ""}`, href: `#/${target}`, title: name,
    "aria-label": name + news(channels), "aria-current": current && "true",
  }, h("span", { class: "face" }, face), count > 0 && h("span", { class: "badge" }, count));
}

const directs = () => all().filter(isDirect).map((one) => row(one, avatar(one.recipients[0], "small")));

function guildChannels() {
  const here = all().filter((one) => !isDirect(one));
  const quiet = (one) => !one.followed || one.thread_metadata.archived;
  const threads = here.filter((one) => isThread(one) && (one.id === town.current || !quiet(one)));
  const under = (one) => threads.filter((thread) => thread.parent_id === one.id);
  return here.filter((one) => !isThread(one)).flatMap((one) => [
    one.type === CATEGORY ? h("h3", {}, one.name) : row(one, icon("hash")),
    ...under(one).map((thread) => row(thread, icon("thread"), "thread")),
  ]);
}

function row(one, lead, kind = "") {
  const name = channelName(one);
  return h("a", {
    class: `channel ${kind} ${unread(one) ? "unread" : ""}`, href: `#/${one.id}`,
    "aria-label": name + news([one]), "aria-current": one.id === town.current && "page",
  }, lead, h("span", { class: "name" }, name),
  one.mention_count > 0 && h("span", { class: "badge" }, one.mention_count));
}

function drawHeading(heading, one, openDrawer) {
  const topic = isDirect(one) ? personOf(one.recipients[0].id)?.note : one.topic;
  heading.replaceChildren(...[
    button("Open the channel list", openDrawer, { class: "icon-button drawer-button" }, icon("menu")),
    isDirect(one) ? avatar(one.recipients[0], "small") : icon(isThread(one) ? "thread" : "hash"),
    isThread(one) && parentLink(town.channels.get(one.parent_id)),
    h("h1", {}, channelName(one)),
    topic && h("p", { class: "topic" }, topic),
    isThread(one) ? followButton(one) : threadsButton(one, all()),
  ].filter(Boolean));
}

const parentLink = (parent) =>
  parent && h("a", { class: "parent", href: `#/${parent.id}` }, parent.name, " ›");
