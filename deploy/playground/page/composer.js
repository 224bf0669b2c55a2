/** Where one writes: messages, or a command that was picked after a slash. */

import { call } from "./api.js";
import { CommandLine } from "./commandline.js";
import { button, h, icon } from "./dom.js";
import { entities } from "./controls.js";
import { run } from "./interactions.js";
import { List } from "./list.js";
import { CHANNELS, USERS, encoded } from "./mentions.js";
import { excerpt } from "./message.js";
import { nameOf } from "./people.js";
import { item, matching, sendable } from "./picker.js";
import { channel, channelLabel, commandsHere, on, tell, town } from "./state.js";
import { narrowed } from "./suggestions.js";

const AT = /(^|\s)([@#])([\p{L}\p{N}_-]*)$/u;

export function mountComposer(root) {
  const drafts = new Map();
  let command = null;
  let answering = null;
  let files = [];
  let looking = null;

  const field = h("textarea", { rows: 1, "aria-autocomplete": "list", spellcheck: "true" });
  const list = new List({ label: "Suggestions", field, first: true, onPick: ({ value }) => choose(value) });
  const chooser = h("input", { type: "file", multiple: true, hidden: true, onchange: attach });
  const top = h("div", { class: "bars" });
  const line = h("div", { class: "line" }, field);
  const adder = button("Attach files", () => chooser.click(), { class: "icon-button" }, icon("plus"));
  const form = h("form", { class: "composer", onsubmit: submitted }, adder, chooser, line,
    h("button", { type: "submit", class: "icon-button send", "aria-label": "Send", title: "Send" }, icon("send")));
  field.addEventListener("input", typed);
  field.addEventListener("keydown", onKey);
  root.append(top, form);

  function opened(before) {
    if (before) drafts.set(before, field.value);
    const one = channel();
    field.value = drafts.get(one.id) ?? "";
    const silent = one.can_send === false;
    field.placeholder = silent ? "You do not have permission to send messages in this channel."
      : `Message ${channelLabel(one)}`;
    field.setAttribute("aria-label", `Message ${channelLabel(one)}`);
    field.disabled = adder.disabled = silent;
    answering = null;
    files = [];
    giveUp();
    commandsHere().catch(() => {});
    if (matchMedia("(hover: hover)").matches) field.focus({ preventScroll: true });
  }

  function bars(problem = "") {
    top.replaceChildren(...[
      problem && h("p", { class: "bar error", role: "alert" }, problem),
      command?.hint, answering && replyBar(), files.length > 0 && fileBar(),
    ].filter(Boolean));
  }

  function replyBar() {
    const { message, ping } = answering;
    const toggle = () => { answering.ping = !ping; bars(); };
    const cancel = () => { answering = null; bars(); field.focus(); };
    return h("div", { class: "bar" },
      h("span", {}, "Replying to ", h("strong", {}, nameOf(message.author)),
        h("small", {}, ` ${excerpt(message).slice(0, 80)}`)),
      button("Mention the author", toggle, { class: "ping", "aria-pressed": String(ping) }, ping ? "@ On" : "@ Off"),
      button("Cancel reply", cancel, { class: "icon-button" }, icon("close")));
  }

  function fileBar() {
    const remove = (file) => { files = files.filter((one) => one !== file); bars(); };
    return h("div", { class: "bar" }, files.map((file) => h("span", { class: "chip" }, file.name,
      button(`Remove ${file.name}`, () => remove(file), { class: "icon-button" }, icon("close")))));
  }

  function attach() {
    files = [...files, ...chooser.files].slice(0, 10);
    chooser.value = "";
    bars();
    field.focus();
  }

  async function typed() {
    fit();
    const text = field.value;
    looking = /^\/[^\n]*$/.test(text) ? slash(text) : null;
    if (looking) return looking;
    const at = AT.exec(text.slice(0, field.selectionStart));
    if (!at) return list.close();
    const found = narrowed(entities(at[2] === "@" ? USERS : CHANNELS), at[3]).slice(0, 8);
    return list.show(root, found.map((one) => ({ ...one, value: { name: at[2] + one.label, at } })));
  }

  /** Someone who types faster than the commands arrive still means the command. */
  async function entered() {
    await looking;
    if (list.open && list.active >= 0) list.pick(list.active);
    else if (!command) form.requestSubmit();
  }

  async function slash(text) {
    const commands = await sendable();
    if (field.value !== text) return;
    const exact = text.endsWith(" ") && commands.find((one) => `/${one.path} ` === text);
    if (exact) return begin(exact);
    const waiting = commands.length ? "" : `${nameOf(town.bot)} has no commands yet: it is still starting.`;
    list.show(root, matching(commands, text.slice(1)).map(item), waiting);
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

  function begin(chosen) {
    list.close();
    field.value = "";
    command = new CommandLine(chosen, () => { giveUp(); field.focus(); });
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
    if (event.key === "Escape" && answering) {
      answering = null;
      bars();
    }
  }

  async function submitted(event) {
    event.preventDefault();
    if (form.ariaBusy === "true") return;
    form.ariaBusy = "true";
    try {
      await (command ? sendCommand() : sendMessage());
    } catch (refused) {
      bars(refused.message);
    }
    form.ariaBusy = "false";
  }

  async function sendCommand() {
    const sending = command;
    const ready = sending.collect();
    if (!ready) return;
    await run(ready.data, sending.command.path, ready.files);
    if (command !== sending) return;
    giveUp();
    field.focus();
  }

  async function sendMessage() {
    const text = field.value;
    if (!text.trim() && !files.length) return;
    const reply = answering && {
      message_reference: { message_id: answering.message.id },
      allowed_mentions: { replied_user: answering.ping },
    };
    const attachments = files.map((file, n) => ({ id: String(n), filename: file.name }));
    await call("POST", `/page/channels/${town.current}/messages`,
      { content: encoded(text.trim()), ...reply, ...(files.length && { attachments }) }, files);
    [field.value, answering, files] = ["", null, []];
    fit();
    bars();
  }

  on("opened", opened);
  on("notice", bars);
  on("reply", (message) => {
    answering = { message, ping: message.author.id !== town.me };
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
