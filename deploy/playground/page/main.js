/** Puts the parts together and follows the address: `?as=<person>#/<channel>[/<message>]`. */

import { becomeInThisTab } from "./api.js";
import { mountChannels } from "./channels.js";
import { mountBar } from "./clock.js";
import { mountComposer } from "./composer.js";
import { askForFaults, mountFaults } from "./faults.js";
import { mountForms } from "./forms.js";
import { mountHints } from "./hints.js";
import { mountInteractions } from "./interactions.js";
import { connect } from "./live.js";
import { mountMessages } from "./messages.js";
import { mountMe, nameOf } from "./people.js";
import { channel, isDirect, load, on, receive, tell, town } from "./state.js";
import { mountTimes } from "./timestamps.js";

const TYPING_FOR = 9000;
const CATEGORY = 4;
const quieting = { timer: 0 };
const at = (id) => document.getElementById(id);

mountBar(at("bar"));
mountChannels({
  rail: at("rail"), place: at("place"), list: at("channels"), heading: at("heading"),
  openDrawer: () => drawer(true),
});
mountComposer(at("composer"));
mountInteractions();
mountTimes();
mountForms();
mountFaults();
mountHints(at("hints"));
const { show: showMessages, reach } = mountMessages(at("scroller"), at("log"), at("jump"));
await load();
becomeInThisTab(town.me);
mountMe(at("me"));
connect(town.me, receive, { opened: catchUp, lost: () => tell("lost") });

window.addEventListener("hashchange", follow);
document.addEventListener("click", clicked);
document.addEventListener("keydown", (event) => event.key === "Escape" && !event.defaultPrevented && back());
on("CHANNEL_DELETE", moveOut);
on("THREAD_DELETE", moveOut);
on("CHANNELS_UPDATE", () => load().then(moveOut));
on("WAKING", ({ waking }) => !waking && catchUp());
on("TYPING_START", typing);
on("MESSAGE_CREATE", (message) => message.channel_id === town.current && quiet());

/** What happened before isn't told again: everything is asked once events come in. */
async function catchUp() {
  await load();
  if (channel()) await showMessages();
  else await follow();
}

/** Where one is may have gone. */
function moveOut() {
  if (!channel()) follow();
}

async function follow() {
  if (location.hash === "#faults") return askForFaults();
  const [, asked, message] = /^#\/(\d+)(?:\/(\d+))?$/.exec(location.hash) ?? [];
  const id = town.channels.has(asked) ? asked : firstChannel();
  drawer(false);
  if (id !== town.current) {
    const before = town.current;
    town.current = id;
    tell("opened", before);
    quiet();
    await showMessages(message);
  } else if (message) await reach(message);
}

function firstChannel() {
  const open = [...town.channels.values()].filter((one) => one.type !== CATEGORY);
  return (open.find((one) => !isDirect(one)) ?? open[0])?.id;
}

function drawer(open) {
  const was = document.body.classList.contains("drawer-open");
  document.body.classList.toggle("drawer-open", open);
  document.querySelector("main").inert = open;
  if (open) at("channels").querySelector("[aria-current]")?.focus();
  else if (was) at("heading").querySelector("button").focus();
}

function clicked(event) {
  const command = event.target.closest?.("[data-command]")?.dataset.command;
  if (command) tell("command", command);
  if (event.target.id === "shade") drawer(false);
  if (event.target.closest?.(".skip")) {
    event.preventDefault();
    compose();
  }
}

const compose = () => document.querySelector("#composer textarea, #composer .command-name")?.focus();

/** Escape closes the drawer, and leads from the messages back to writing. */
function back() {
  if (document.body.classList.contains("drawer-open")) drawer(false);
  else if (at("log").contains(document.activeElement)) compose();
}

function typing({ channel_id: id, user_id: user }) {
  if (id !== town.current || user === town.me) return;
  at("typing").textContent = `${nameOf(town.users.get(user))} is typing…`;
  clearTimeout(quieting.timer);
  quieting.timer = setTimeout(quiet, TYPING_FOR);
}

function quiet() {
  at("typing").textContent = "";
}
