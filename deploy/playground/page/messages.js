/** The messages of the open channel: kept at the newest unless one goes up or to a certain one. */

import { h } from "./dom.js";
import { article, concernsMe, follows, isOverdue, isPrivate, openingOf, standsFor } from "./message.js";
import { NewMark } from "./newmark.js";
import { mountScrolling } from "./scrolling.js";
import { channel, channelLabel, on, read, tell, town } from "./state.js";
import { Stretch, learn } from "./stretch.js";
import { dayTitle, sameDay } from "./timestamps.js";
import { mountWalking, quieten, rove } from "./walking.js";

const MOST = 400; // shown at once
const GONE = "This message isn't here any more.";

export function mountMessages(scroller, log, jump) {
  let page = new Stretch("");
  let missed = null;
  const mark = new NewMark();
  const { bottom, leave, isPinned } = mountScrolling(scroller, log, jump, {
    arrived: seen, above: older, below: newer, isPresent: () => !page.below, toPresent,
  });

  /** What happens while messages are on their way is done again once they are there. */
  async function load(ask, shown) {
    const mine = [];
    missed = mine;
    const got = await ask().catch((refused) => tell("notice", refused.message));
    if (missed !== mine) return;
    missed = null;
    log.setAttribute("aria-live", "off");
    if (got !== undefined) shown(got);
    for (const change of mine) change();
    requestAnimationFrame(() => log.setAttribute("aria-live", "polite"));
  }

  /** Opens at the message `target`, or else where one stopped reading. */
  async function show(target, isPresent = false) {
    const [one, next] = [channel(), new Stretch(channel().id)];
    const readTo = one.unread ? (one.last_read_id ?? "") : null;
    log.setAttribute("aria-label", `Messages in ${channelLabel(one)}`);
    const open = async () => {
      if (target && await next.open(target) >= 0) return target;
      await next.open();
      if (readTo && !isPresent && next.above && next.find(readTo) < 0) await next.open(readTo);
      return "";
    };
    await load(open, (found) => one.id === town.current && draw(next, readTo, found));
    if (target && page.find(target) < 0) tell("notice", GONE);
  }

  function draw(next, readTo, target) {
    if (page.channel === next.channel) next.messages.push(...page.messages.filter((one) => one.state));
    page = next;
    mark.begin(readTo, page);
    log.replaceChildren(page.above ? "" : openingOf(channel()), ...page.messages.map((_, n) => entry(n)));
    rove(log, log.querySelector(".entry:last-of-type article"));
    bottom();
    if (target) aim(target);
    else toNew();
  }

  function toNew() {
    const divider = log.querySelector(".divider.new");
    if (!divider || (!page.below && isBelow(divider, scroller))) return;
    divider.closest(".entry").scrollIntoView({ block: "start" });
    leave();
  }

  function toPresent() {
    if (page.below) show("", true);
    else bottom();
  }

  async function older() {
    if (missed || !page.above) return;
    await load(() => page.older(), (got) => {
      const before = entries()[0].getBoundingClientRect().top;
      page.prepend(got);
      mark.seek(page);
      log.prepend(page.above ? "" : openingOf(channel()), ...got.map((_, n) => entry(n)));
      regroup(got.length);
      scroller.scrollTop += entries()[got.length].getBoundingClientRect().top - before;
    });
  }

  async function newer() {
    if (missed || !page.below) return;
    await load(() => page.newer(), (got) => {
      const first = page.messages.length;
      page.append(got);
      log.append(...got.map((_, n) => entry(first + n)));
    });
  }

  /** Goes to a message, however far up it is. */
  const reach = (id) => (page.find(id) < 0 ? show(id) : aim(id));
  function aim(id) {
    const target = entries()[page.find(id)].querySelector("article");
    target.scrollIntoView({ block: "center" });
    target.focus({ preventScroll: true });
    leave();
  }

  function entry(n) {
    const shown = article(standsFor(page.messages[n]), grouped(n));
    quieten(shown);
    return h("div", { class: "entry" },
      newDay(n) && h("div", { class: "divider day", role: "separator" }, h("span", {}, dayTitle(at(n)))),
      page.messages[n].id === mark.id && h("div",
        { class: "divider new", role: "separator", "aria-label": "New messages" }, h("span", {}, "New")),
      shown);
  }

  const at = (n) => Date.parse(page.messages[n].timestamp);
  const newDay = (n) => n === 0 || !sameDay(at(n - 1), at(n));
  const grouped = (n) =>
    !newDay(n) && page.messages[n].id !== mark.id && follows(page.messages[n - 1], page.messages[n]);

  /** After a change before it, an entry is drawn anew only if it looks different: it is read out again. */
  function regroup(n) {
    const node = entries()[n];
    if (!node || !page.messages[n]) return;
    const looks = [".day", ".start", ".new"].map((part) => node.querySelector(part) !== null);
    if (String(looks) !== String([newDay(n), !grouped(n), page.messages[n].id === mark.id])) refresh(n);
  }

  const entries = () => log.getElementsByClassName("entry");

  /** Draws one entry anew and gives the focus back to what had it. */
  function refresh(n) {
    const old = entries()[n];
    if (!old || !page.messages[n]) return;
    const [held, roving] = [focusKey(old), old.querySelector("article").tabIndex === 0];
    const fresh = entry(n);
    old.replaceWith(fresh);
    const shown = fresh.querySelector("article");
    if (roving) rove(log, shown);
    if (held === null) return;
    const keyed = [...shown.querySelectorAll("[data-key]:enabled")];
    ((held && keyed.find((one) => one.dataset.key === held)) || shown).focus({ preventScroll: true });
  }

  function add(message) {
    if (message.nonce) drop(`local-${message.nonce}`);
    if (page.find(message.id) >= 0) return replace(message);
    if (page.below) return elsewhere(message);
    const before = page.find(mark.id);
    mark.heed(message, isPinned() && isLooking());
    if (before >= 0) regroup(before);
    const stay = isPinned() || concernsMe(message);
    const place = message.state ? page.messages.length : page.messages.findLastIndex(hasCome) + 1;
    page.messages.splice(place, 0, message);
    const node = entry(place);
    if (entries()[place]) entries()[place].before(node);
    else log.append(node);
    regroup(place + 1);
    if (!log.contains(document.activeElement)) rove(log, node.querySelector("article"));
    if (stay) bottom();
    else leave();
    return trim();
  }

  /** Further up in time one goes to the present only for what one did oneself. */
  function elsewhere(message) {
    if (!concernsMe(message)) return;
    if (!missed) toPresent();
    missed.push(() => add(message));
  }

  function replace(message) {
    const n = page.find(message.id);
    if (n >= 0) page.messages[n] = message;
    refresh(n);
    regroup(n + 1);
    retell(message.id, message);
  }

  /** Replies quote what they answer as it is now. */
  function retell(id, source) {
    page.messages.forEach((one, n) => {
      if (one.referenced_message?.id !== id) return;
      page.messages[n] = { ...one, referenced_message: source };
      refresh(n);
    });
  }

  function drop(id) {
    retell(id, null);
    const n = page.find(id);
    if (n < 0) return;
    const held = focusKey(entries()[n]);
    page.messages.splice(n, 1);
    entries()[n].remove();
    regroup(n);
    const next = (entries()[n] ?? entries()[n - 1])?.querySelector("article");
    if (held !== null) next?.focus();
    if (next && !log.querySelector("article[tabindex='0']")) rove(log, next);
  }

  function trim() {
    if (!isPinned() || page.messages.length <= MOST) return;
    const over = page.messages.splice(0, page.messages.length - MOST / 2).length;
    for (const node of [...entries()].slice(0, over)) node.remove();
    log.querySelector(".opening")?.remove();
    page.above = true;
    regroup(0);
  }

  /** Waiting ends by the town's clock. */
  function expire() {
    const waits = (n) => entries()[n]?.querySelector(".thinking");
    page.messages.forEach((one, n) => isOverdue(one) && waits(n) && refresh(n));
  }

  function seen() {
    const last = page.messages.findLast((one) => !one.state && !isPrivate(one));
    if (!isPinned() || page.below || page.channel !== town.current || !isLooking()) return;
    mark.caughtUp = true;
    if (last) read(channel(), last.id);
  }

  const here = (change) => (message) => {
    if (message.channel_id !== town.current) return;
    missed?.push(() => change(message));
    if (page.channel === town.current) change(message);
  };
  for (const name of ["MESSAGE_CREATE", "MESSAGE_UPDATE"]) on(name, learn);
  for (const name of ["MESSAGE_CREATE", "posted"]) on(name, here(add));
  on("MESSAGE_UPDATE", here(replace));
  on("MESSAGE_DELETE", (gone) => here(() => drop(gone.id))(gone));
  on("MESSAGE_DELETE_BULK", (gone) => here(() => gone.ids.forEach(drop))(gone));
  on("edit-last", () => {
    const last = page.messages.findLast((one) => one.author.id === town.me && one.content && !one.state);
    if (last) tell("edit", last);
  });
  on("local", here((message) => (message.state === "done" ? drop(message.id) : add(message))));
  on("clock", expire);
  setInterval(expire, 10000);
  mountWalking(log);
  document.addEventListener("visibilitychange", seen);
  return { show, reach };
}

const hasCome = ({ state }) => state !== "sending" && state !== "posting";
const isBelow = (one, other) => one.getBoundingClientRect().top > other.getBoundingClientRect().top;
const isLooking = () => document.visibilityState === "visible";

/** What has the focus inside a node: null for nothing, else its key or "". */
const focusKey = (node) =>
  (node.contains(document.activeElement) ? (document.activeElement.dataset.key ?? "") : null);
