/** The messages of the open channel: fifty at a time, kept at the bottom unless one scrolls up. */

import { call } from "./api.js";
import { h } from "./dom.js";
import { article, isOverdue, openingOf, standsFor } from "./message.js";
import { mountScrolling } from "./scrolling.js";
import { channel, channelLabel, meet, newer, on, read, tell, town } from "./state.js";
import { dayTitle, sameDay } from "./timestamps.js";
import { mountWalking, rove } from "./walking.js";

const PAGE = 50;
const MOST = 400;
const PRIVATE = 64;
const TOGETHER = 7 * 60000;

export function mountMessages(scroller, log, jump) {
  let messages = [];
  let complete = false;
  let loading = false;
  let firstNew = null;
  const { bottom, leave, isPinned } = mountScrolling(scroller, log, jump, { arrived: seen, above: older });

  async function show() {
    const one = channel();
    const readTo = one.last_read_id;
    log.setAttribute("aria-label", `Messages in ${channelLabel(one)}`);
    const got = await fetchPage().catch((refused) => tell("notice", refused.message));
    if (!got || one.id !== town.current) return;
    messages = [...got, ...messages.filter((message) => isLate(message, got.at(-1)))];
    const isNew = (message) => newer(message.id, readTo) > 0 && message.author.id !== town.me;
    firstNew = messages.find(isNew)?.id;
    log.setAttribute("aria-live", "off");
    log.replaceChildren(complete ? openingOf(one) : "", ...messages.map((_, n) => entry(n)));
    rove(log, log.querySelector(".entry:last-of-type article"));
    bottom();
    toNew();
    requestAnimationFrame(() => log.setAttribute("aria-live", "polite"));
  }

  /** A channel opens where one stopped reading, if that is further up. */
  function toNew() {
    const divider = log.querySelector(".divider.new");
    if (!divider || divider.getBoundingClientRect().top > scroller.getBoundingClientRect().top) return;
    leave();
    divider.closest(".entry").scrollIntoView({ block: "start" });
  }

  async function fetchPage(before) {
    const path = `/page/channels/${town.current}/messages?limit=${PAGE}${before ? `&before=${before}` : ""}`;
    const got = await call("GET", path);
    complete = got.length < PAGE;
    for (const message of got) learn(message);
    return got.toReversed();
  }

  async function older() {
    const first = messages.find((one) => !one.state);
    if (loading || complete || !first) return false;
    loading = true;
    const here = town.current;
    const got = await fetchPage(first.id).catch(() => []);
    loading = false;
    if (here !== town.current || !got.length) return false;
    const anchor = log.querySelector(".entry");
    const before = anchor.getBoundingClientRect().top;
    messages = [...got, ...messages];
    log.setAttribute("aria-live", "off");
    log.prepend(complete ? openingOf(channel()) : "", ...got.map((_, n) => entry(n)));
    scroller.scrollTop += anchor.getBoundingClientRect().top - before;
    regroup(got.length);
    log.setAttribute("aria-live", "polite");
    return true;
  }

  /** Goes to a message, however far up it is. */
  async function reach(id) {
    while (find(id) < 0 && !complete) if (!await older()) return;
    const target = entries()[find(id)]?.querySelector("article");
    target?.scrollIntoView({ block: "center" });
    target?.focus({ preventScroll: true });
  }

  function entry(n) {
    const fresh = messages[n].id === firstNew;
    return h("div", { class: "entry" },
      newDay(n) && h("div", { class: "divider day", role: "separator" }, h("span", {}, dayTitle(at(n)))),
      fresh && h("div", { class: "divider new", role: "separator", "aria-label": "New messages" },
        h("span", {}, "New")),
      article(standsFor(messages[n]), grouped(n)));
  }

  const at = (n) => Date.parse(messages[n].timestamp);
  const newDay = (n) => n === 0 || !sameDay(at(n - 1), at(n));
  const grouped = (n) => !newDay(n) && messages[n].id !== firstNew && follows(messages[n - 1], messages[n]);

  /** After a change before it, an entry is drawn anew only if it looks different: it is read out again. */
  function regroup(n) {
    const node = entries()[n];
    if (!node || !messages[n]) return;
    const [day, start] = [node.querySelector(".day"), node.querySelector(".start")];
    if (Boolean(day) !== newDay(n) || Boolean(start) === grouped(n)) refresh(n);
  }

  const entries = () => log.getElementsByClassName("entry");
  const find = (id) => messages.findIndex((one) => one.id === id);

  /** Draws one entry anew and gives the focus back to what had it. */
  function refresh(n) {
    const old = entries()[n];
    if (!old || !messages[n]) return;
    const [held, roving] = [focusKey(old), old.querySelector("article").tabIndex === 0];
    const fresh = entry(n);
    old.replaceWith(fresh);
    const shown = fresh.querySelector("article");
    if (roving) shown.tabIndex = 0;
    if (held === null) return;
    const keyed = [...shown.querySelectorAll("[data-key]:enabled")];
    ((held && keyed.find((one) => one.dataset.key === held)) || shown).focus({ preventScroll: true });
  }

  function add(message) {
    const known = find(message.id);
    if (known >= 0) return replace(message);
    if (document.visibilityState !== "visible" && !message.state) firstNew ??= message.id;
    const stay = isPinned() || concernsMe(message);
    let place = messages.length;
    while (place && messages[place - 1].state === "sending") place -= 1;
    messages.splice(place, 0, message);
    const node = entry(place);
    if (entries()[place]) entries()[place].before(node);
    else log.append(node);
    regroup(place + 1);
    if (!log.contains(document.activeElement)) rove(log, node.querySelector("article"));
    if (stay) bottom();
    else leave();
    trim();
  }

  function replace(message) {
    const n = find(message.id);
    if (n < 0) return;
    messages[n] = message;
    refresh(n);
    regroup(n + 1);
  }

  function drop(id) {
    const n = find(id);
    if (n < 0) return;
    const held = focusKey(entries()[n]);
    messages.splice(n, 1);
    entries()[n].remove();
    regroup(n);
    const next = entries()[Math.min(n, messages.length - 1)]?.querySelector("article");
    if (held !== null) next?.focus();
    if (next && !log.querySelector("article[tabindex='0']")) rove(log, next);
  }

  function trim() {
    if (!isPinned() || messages.length <= MOST) return;
    const gone = messages.length - MOST / 2;
    messages = messages.slice(gone);
    for (const node of [...entries()].slice(0, gone)) node.remove();
    log.querySelector(".opening")?.remove();
    complete = false;
    regroup(0);
  }

  /** Waiting ends by the town's clock. */
  function expire() {
    messages.forEach((one, n) => isOverdue(one) && entries()[n]?.querySelector(".thinking") && refresh(n));
  }

  function seen() {
    const last = messages.findLast((one) => !one.state);
    if (isPinned() && last && channel() && document.visibilityState === "visible") read(channel(), last.id);
  }

  const here = (change) => (message) => {
    learn(message);
    if (message.channel_id === town.current) change(message);
  };
  on("MESSAGE_CREATE", here(add));
  on("MESSAGE_UPDATE", here(replace));
  on("MESSAGE_DELETE", ({ id }) => drop(id));
  on("MESSAGE_DELETE_BULK", ({ ids }) => ids.forEach(drop));
  on("edit-last", () => {
    const last = messages.findLast((one) => one.author.id === town.me && one.content);
    if (last) tell("edit", last);
  });
  on("local", here((message) => (message.state === "done" ? drop(message.id) : add(message))));
  on("clock", expire);
  setInterval(expire, 10000);
  mountWalking(log);
  document.addEventListener("visibilitychange", seen);
  return { show, reach };
}

/** What I said or asked for is brought into view. */
function concernsMe(message) {
  const by = [message.author.id, message.interaction_metadata?.user?.id];
  return by.includes(town.me) || Boolean(message.flags & PRIVATE);
}

function learn(message) {
  [message.author, ...(message.mentions ?? []), message.interaction_metadata?.user].forEach(meet);
}

/** It came while the others were on their way. */
const isLate = (message, last) => message.channel_id === town.current && newer(message.id, last?.id) > 0;

/** What has the focus inside a node: null for nothing, else its key or "". */
function focusKey(node) {
  return node.contains(document.activeElement) ? (document.activeElement.dataset.key ?? "") : null;
}

function follows(before, message) {
  const plain = message.type === 0 && !message.interaction_metadata && !message.referenced_message;
  const alike = before.author.id === message.author.id && !((before.flags ^ message.flags) & PRIVATE);
  return plain && alike && Date.parse(message.timestamp) - Date.parse(before.timestamp) < TOGETHER;
}
