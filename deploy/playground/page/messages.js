/** The messages of the open channel: fifty at a time, kept at the bottom unless one scrolls up. */

import { call } from "./api.js";
import { h } from "./dom.js";
import { article, openingOf } from "./message.js";
import { channel, channelLabel, meet, newer, on, read, tell, town } from "./state.js";
import { dayTitle, sameDay } from "./timestamps.js";

const PAGE = 50;
const MOST = 400;
const NEAR = 60;
const AHEAD = 900;
const PRIVATE = 64;
const TOGETHER = 7 * 60000;

export function mountMessages(scroller, log, jump) {
  let messages = [];
  let complete = false;
  let loading = false;
  let firstNew = null;
  let pinned = true;

  async function show() {
    const one = channel();
    const readTo = one.last_read_id;
    log.setAttribute("aria-label", `Messages in ${channelLabel(one)}`);
    const got = await fetchPage().catch((refused) => tell("notice", refused.message));
    if (!got || one.id !== town.current) return;
    messages = got;
    const isNew = (message, n) => n && newer(message.id, readTo) > 0 && message.author.id !== town.me;
    firstNew = messages.find(isNew)?.id;
    log.setAttribute("aria-live", "off");
    log.replaceChildren(complete ? openingOf(one) : "", ...messages.map((_, n) => entry(n)));
    rove(log.querySelector(".entry:last-of-type article"));
    bottom();
    requestAnimationFrame(() => log.setAttribute("aria-live", "polite"));
  }

  async function fetchPage(before) {
    const path = `/page/channels/${town.current}/messages?limit=${PAGE}${before ? `&before=${before}` : ""}`;
    const got = await call("GET", path);
    complete = got.length < PAGE;
    for (const message of got) learn(message);
    return got.reverse();
  }

  async function older() {
    const first = messages.find((one) => !one.state);
    if (loading || complete || !first) return;
    loading = true;
    const here = town.current;
    const got = await fetchPage(first.id).catch(() => []);
    loading = false;
    if (here !== town.current || !got.length) return complete && refresh(0);
    const anchor = log.querySelector(".entry");
    const before = anchor.getBoundingClientRect().top;
    messages = [...got, ...messages];
    log.setAttribute("aria-live", "off");
    log.prepend(complete ? openingOf(channel()) : "", ...got.map((_, n) => entry(n)));
    scroller.scrollTop += anchor.getBoundingClientRect().top - before;
    refresh(got.length);
    log.setAttribute("aria-live", "polite");
  }

  function entry(n) {
    const [before, message] = [messages[n - 1], messages[n]];
    const at = Date.parse(message.timestamp);
    const newDay = !before || !sameDay(Date.parse(before.timestamp), at);
    const fresh = message.id === firstNew;
    return h("div", { class: "entry" },
      newDay && h("div", { class: "divider", role: "separator" }, h("span", {}, dayTitle(at))),
      fresh && h("div", { class: "divider new", role: "separator", "aria-label": "New messages" },
        h("span", {}, "New")),
      article(message, !newDay && !fresh && follows(before, message)));
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
    const stay = pinned || concernsMe(message);
    let place = messages.length;
    while (place && messages[place - 1].state === "sending") place -= 1;
    messages.splice(place, 0, message);
    const node = entry(place);
    if (entries()[place]) entries()[place].before(node);
    else log.append(node);
    refresh(place + 1);
    if (!log.contains(document.activeElement)) rove(node.querySelector("article"));
    if (stay) bottom();
    else jump.hidden = false;
    trim();
  }

  function replace(message) {
    const n = find(message.id);
    if (n < 0) return;
    messages[n] = message;
    refresh(n);
    refresh(n + 1);
  }

  function drop(id) {
    const n = find(id);
    if (n < 0) return;
    const held = focusKey(entries()[n]);
    messages.splice(n, 1);
    entries()[n].remove();
    refresh(n);
    const next = entries()[Math.min(n, messages.length - 1)]?.querySelector("article");
    if (held !== null) next?.focus();
    if (next && !log.querySelector("article[tabindex='0']")) rove(next);
  }

  function trim() {
    if (!pinned || messages.length <= MOST) return;
    const gone = messages.length - MOST / 2;
    messages = messages.slice(gone);
    for (const node of [...entries()].slice(0, gone)) node.remove();
    log.querySelector(".opening")?.remove();
    complete = false;
    refresh(0);
  }

  function bottom() {
    pinned = true;
    jump.hidden = true;
    scroller.scrollTop = scroller.scrollHeight;
    seen();
  }

  function seen() {
    const last = messages.findLast((one) => !one.state);
    if (pinned && last && channel() && document.visibilityState === "visible") read(channel(), last.id);
  }

  function scrolled() {
    pinned = scroller.scrollHeight - scroller.scrollTop - scroller.clientHeight < NEAR;
    if (pinned) jump.hidden = true;
    if (pinned) seen();
    if (scroller.scrollTop < AHEAD) older();
  }

  function rove(node) {
    log.querySelector("article[tabindex='0']")?.setAttribute("tabindex", "-1");
    node?.setAttribute("tabindex", "0");
  }

  /** Arrows walk from message to message; Tab goes into one, to its buttons. */
  function walk(event) {
    const here = event.target.closest("article");
    const step = { ArrowUp: -1, ArrowDown: 1 }[event.key];
    if (!step || event.target !== here) return;
    event.preventDefault();
    const all = [...log.querySelectorAll("article")];
    all[all.indexOf(here) + step]?.focus();
  }

  function focused(event) {
    const node = event.target.closest("article");
    if (!node) return;
    rove(node);
    for (const tool of log.querySelectorAll(".author[tabindex='0'], .tools [tabindex='0']")) tool.tabIndex = -1;
    for (const tool of node.querySelectorAll(".author, .tools button")) tool.tabIndex = 0;
  }

  const here = (change) => (message) => {
    learn(message);
    if (message.channel_id === town.current) change(message);
  };
  on("MESSAGE_CREATE", here(add));
  on("MESSAGE_UPDATE", here(replace));
  on("MESSAGE_DELETE", ({ id }) => drop(id));
  on("local", here((message) => (message.state === "done" ? drop(message.id) : add(message))));
  scroller.addEventListener("scroll", scrolled, { passive: true });
  log.addEventListener("keydown", walk);
  log.addEventListener("focusin", focused);
  jump.addEventListener("click", bottom);
  document.addEventListener("visibilitychange", seen);
  const settle = new ResizeObserver(() => pinned && bottom());
  settle.observe(log);
  settle.observe(scroller);
  return show;
}

/** What I said or asked for is brought into view. */
function concernsMe(message) {
  const by = [message.author.id, message.interaction_metadata?.user?.id];
  return by.includes(town.me) || Boolean(message.flags & PRIVATE);
}

function learn(message) {
  [message.author, ...(message.mentions ?? []), message.interaction_metadata?.user].forEach(meet);
}

/** What has the focus inside a node: null for nothing, else its key or "". */
function focusKey(node) {
  return node.contains(document.activeElement) ? (document.activeElement.dataset.key ?? "") : null;
}

function follows(before, message) {
  const plain = message.type === 0 && !message.interaction_metadata && !message.referenced_message;
  const alike = before.author.id === message.author.id && !((before.flags ^ message.flags) & PRIVATE);
  return plain && alike && Date.parse(message.timestamp) - Date.parse(before.timestamp) < TOGETHER;
}
