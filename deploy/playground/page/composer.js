/** Where one writes: messages, or a command that was picked after a slash. */

import { call } from "./api.js";
import { aimBar, fileBar } from "./bars.js";
import { CommandLine } from "./commandline.js";
import { button, h, icon } from "./dom.js";
import { begun, keep } from "./drafts.js";
import { mountBringing, tooLarge } from "./files.js";
import { entities } from "./controls.js";
import { run } from "./interactions.js";
import { List } from "./list.js";
import { ANYONE, CHANNELS, decoded, encoded } from "./mentions.js";
import { item, matching, sendable } from "./picker.js";
import { channel, channelLabel, commandsHere, on, tell, town } from "./state.js";
import { sending } from "./sending.js";
import { narrowed } from "./suggestions.js";

const AT = /(^|\s)([@#])([\p{L}\p{N}_-]*)$/u;

export function mountComposer(root) {
  let command = null;
  let aim = null;
  let files = [];
  let looking = null;

  const field = h("textarea", { rows: 1, "aria-autocomplete": "list", spellcheck: "true" });
  const list = new List({ label: "Suggestions", field, first: true, onPick: ({ value }) => choose(value) });
  const chosen = () => attach([...chooser.files]);
  const chooser = h("input", { type: "file", multiple: true, hidden: true, onchange: chosen });
  const top = h("div", { class: "bars" });
  const line = h("div", { class: "line" }, field);
  const adder = button("Attach files", () => chooser.click(), { class: "icon-button" }, icon("plus"));
  const form = h("form", { class: "composer", onsubmit: submitted }, adder, chooser, line,
    button("Send", null, { type: "submit", class: "icon-button send" }, icon("send")));
  field.addEventListener("input", typed);
  field.addEventListener("keydown", onKey);
  root.append(top, form);

  function opened(before) {
    if (before) keep(before, { text: aim?.editing ? "" : field.value, command });
    const one = channel();
    const { text, command: waiting } = begun(one.id);
    field.setAttribute("aria-label", `Message ${channelLabel(one)}`);
    permit();
    refill(text, null, []);
    giveUp();
    if (waiting) take(waiting);
    commandsHere().catch(() => {});
    if (matchMedia("(hover: hover)").matches) field.focus({ preventScroll: true });
  }

  /** A thread may be locked, or a channel shut, while one is there. */
  function permit() {
    const silent = channel()?.can_send === false;
    field.placeholder = silent ? "You do not have permission to send messages in this channel."
      : `Message ${channelLabel(channel())}`;
    field.disabled = adder.disabled = silent;
  }

  function bars(problem = "", said = "") {
    top.replaceChildren(...[
      problem && h("p", { class: "bar error", role: "alert" }, problem),
      said && h("p", { class: "bar", role: "status" }, said),
      command?.hint, aim && aimBar(aim, ping, unaim), files.length > 0 && fileBar(files, remove),
    ].filter(Boolean));
  }

  function ping() {
    aim.ping = !aim.ping;
    bars();
  }

  function remove(file) {
    files = files.filter((one) => one !== file);
    bars();
  }

  function unaim() {
    if (aim.editing) field.value = "";
    aim = null;
    fit();
    bars();
    field.focus();
  }

  /** The last message of one's own is at hand with the up arrow. */
  function editing(message) {
    aim = { message, editing: true };
    field.value = decoded(message.content);
    giveUp();
    field.focus();
  }

  function attach(more) {
    const problem = tooLarge(more);
    if (!problem) files = [...files, ...more].slice(0, 10);
    chooser.value = "";
    bars(problem);
    field.focus();
  }

  async function typed() {
    fit();
    const text = field.value;
    if (top.querySelector(".error")) bars();
    if (!aim?.editing) keep(town.current, { text });
    looking = /^\/[^\n]*$/.test(text) ? slash(text) : null;
    if (looking) return looking;
    const at = AT.exec(text.slice(0, field.selectionStart));
    if (!at) return list.close();
    const found = narrowed(entities(at[2] === "@" ? ANYONE : CHANNELS), at[3]).slice(0, 8);
    const name = (one) => at[2] + one.label.replace(/^@/, "");
    return list.show(root, found.map((one) => ({ ...one, value: { name: name(one), at } })));
  }

  /** Someone who types faster than the commands arrive still means the command. */
  async function entered() {
    const text = field.value;
    await looking;
    if (list.open && list.active >= 0) list.pick(list.active);
    else if (!command && field.value === text) form.requestSubmit();
  }

  async function slash(text) {
    const commands = await sendable();
    if (field.value !== text) return;
    const exact = commands.find((one) => text.startsWith(`/${one.path} `));
    if (exact) return begin(exact, text.slice(exact.path.length + 2));
    const none = town.botOnline ? "There are no commands to use here." : "The bot is still starting.";
    list.show(root, matching(commands, text.slice(1)).map(item), commands.length ? "" : none);
  }

  function fit() {
    field.style.height = "auto";
    field.style.height = `${field.scrollHeight}px`;
  }

  function choose(value) {
    if (value.path) return begin(value);
    const caret = field.selectionStart;
    const from = caret - value.at[3].length - 1;
    field.setRangeText(`${value.name} `, from, caret, "end");
    return fit();
  }

  function begin(found, words = "") {
    list.close();
    field.value = "";
    keep(town.current, { text: "" });
    take(new CommandLine(found, () => { giveUp(); field.focus(); }));
    command.fill(words);
  }

  function take(begunOne) {
    command = begunOne;
    form.classList.add("commanding");
    line.replaceChildren(command.node);
    bars();
    command.focus();
  }

  function giveUp() {
    command = null;
    form.classList.remove("commanding");
    line.replaceChildren(field);
    fit();
    bars();
  }

  function onKey(event) {
    if (event.isComposing) return;
    if (event.key === "Enter" && !event.shiftKey) {
      event.preventDefault();
      entered();
    }
    if (event.key === "Escape" && aim) {
      event.preventDefault();
      unaim();
    }
    if (event.key === "ArrowUp" && !field.value && !list.open) tell("edit-last");
  }

  async function submitted(event) {
    event.preventDefault();
    await (command ? sendCommand() : sendMessage()).catch((refused) => bars(refused.message));
  }

  async function sendCommand() {
    const filled = command;
    const ready = form.ariaBusy !== "true" && filled.collect();
    if (!ready) return;
    form.ariaBusy = "true";
    await run(ready.data, filled.command.path, ready.files).finally(() => { form.ariaBusy = "false"; });
    if (command !== filled) return;
    giveUp();
    field.focus();
  }

  async function sendMessage() {
    const content = encoded(field.value.trim());
    if (!content && aim?.editing && !aim.message.attachments.length) return erase();
    if (!content && !files.length && !aim?.editing) return;
    const [where, before] = [town.current, [field.value, aim, files]];
    refill("", null, []);
    keep(where, { text: "" });
    try {
      await sending(where, content, ...before.slice(1));
    } catch (refused) {
      if (town.current === where && !field.value) refill(...before);
      throw refused;
    }
  }

  /** As in Discord, a message that is emptied is asked about. */
  async function erase() {
    const { channel_id: where, id } = aim.message;
    if (!confirm("Delete this message?")) return;
    unaim();
    await call("DELETE", `/page/channels/${where}/messages/${id}`);
  }

  function refill(...those) {
    [field.value, aim, files] = those;
    fit();
    bars();
  }

  mountBringing(field, attach);
  on("opened", opened);
  on("channels", () => town.current && channel() && permit());
  on("said", (words) => bars("", words));
  on("notice", bars);
  on("edit", editing);
  on("reply", (message) => {
    aim = { message, ping: message.author.id !== town.me };
    giveUp();
    field.focus();
  });
  on("insert", (text) => {
    giveUp();
    field.setRangeText(text, field.selectionStart, field.selectionEnd, "end");
    field.focus();
  });
  on("command", async (path) => {
    const found = (await sendable()).find((one) => one.path === path);
    if (found) begin(found);
    else tell("insert", `/${path}`);
  });
}
