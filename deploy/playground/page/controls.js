/** Buttons and selects, on cards and in forms. */

import { away, h, icon } from "./dom.js";
import { act } from "./interactions.js";
import { List } from "./list.js";
import { avatar, nameOf } from "./people.js";
import { channelName, isDirect, town } from "./state.js";

const STYLES = { 1: "primary", 2: "secondary", 3: "success", 4: "danger", 5: "link", 6: "premium" };

const emojiText = (emoji) => emoji && (emoji.id ? `:${emoji.name}:` : emoji.name);

export function actionButton(c, message) {
  const face = [c.emoji && h("span", { class: "emoji" }, emojiText(c.emoji)), c.label];
  const label = c.label ? undefined : emojiText(c.emoji);
  const props = { class: `button ${STYLES[c.style] ?? "secondary"}`, "aria-label": label };
  if (c.style === 5 && !c.disabled)
    return away(c.url, props, face, icon("out"));
  const pressed = () => perform(node, message, { component_type: 2, custom_id: c.custom_id });
  const node = h("button", {
    ...props, type: "button", disabled: c.disabled, "data-key": c.custom_id, onclick: pressed,
  }, h("span", { class: "face" }, face));
  return node;
}

/** While one control waits for the app, its neighbours rest; what fails is said under the message. */
async function perform(control, message, data) {
  const article = control.closest("article");
  if (article.querySelector("[aria-busy]")) return;
  article.querySelector(".failed")?.remove();
  article.classList.add("waiting");
  control.setAttribute("aria-busy", "true");
  const problem = await act(message, data);
  control.removeAttribute("aria-busy");
  article.classList.remove("waiting");
  const shown = document.querySelector(`article[data-message-id="${message.id}"] .body`);
  if (problem) shown?.append(h("p", { class: "failed", role: "alert" }, icon("warning"), problem));
}

export function liveSelect(c, message) {
  const choose = (values) =>
    perform(select.node, message, { component_type: c.type, custom_id: c.custom_id, values });
  const select = selectField(c, choose, message.id);
  return select.node;
}

/** A select as {node, values()}; `changed` hears each finished choice. */
export function selectField(c, changed = () => {}, key = "") {
  const items = itemsOf(c);
  const multi = (c.max_values ?? 1) > 1;
  const least = c.min_values ?? 1;
  let before = values(items);
  const list = new List({
    label: c.placeholder ?? "Options", multi, typed: false, first: true,
    onPick: (item, n) => (multi ? toggle(item, n) : one(item)), onClose: () => multi && finish(),
    field: h("button", {
      type: "button", class: "select", role: "combobox", "aria-haspopup": "listbox", "aria-expanded": "false",
      disabled: c.disabled, "data-key": key && c.custom_id,
      onclick: () => list.toggle(list.field, items), onkeydown: opens,
    }),
  });

  function opens(event) {
    if (list.open || !["ArrowDown", "ArrowUp"].includes(event.key)) return;
    event.preventDefault();
    list.show(list.field, items);
  }
  function one(chosen) {
    const off = least === 0 && chosen.selected;
    for (const item of items) item.selected = item === chosen && !off;
    finish();
  }
  function toggle(item, n) {
    item.selected = !item.selected;
    const full = values(items).length >= c.max_values;
    for (const other of items) other.disabled = full && !other.selected;
    list.show(list.field, items);
    list.aim(n);
  }
  function finish() {
    const chosen = values(items);
    paint();
    if (String(chosen) === String(before) && (multi || !chosen.length)) return;
    if (chosen.length >= least || !chosen.length) before = chosen;
    if (chosen.length >= least) changed(chosen);
  }
  function paint() {
    const chosen = items.filter((item) => item.selected).map((item) => item.label);
    const [text, placeholder] = [chosen.join(", "), c.placeholder || "Make a selection"];
    const shown = h("span", { class: text ? "chosen" : "placeholder" }, text || placeholder);
    list.field.replaceChildren(shown, icon("down"));
    // A form's label is its name already.
    if (list.field.hasAttribute("aria-labelledby")) return;
    list.field.setAttribute("aria-label", [placeholder, text].filter(Boolean).join(": "));
  }

  paint();
  return { node: list.field, values: () => values(items) };
}

const values = (items) => items.filter((item) => item.selected).map((item) => item.value);

function itemsOf(c) {
  const preset = new Set((c.default_values ?? []).map((one) => one.id));
  const all = c.type === 3 ? c.options.map(optionItem) : entities(c.type, c.channel_types);
  for (const item of all) item.selected ||= preset.has(item.value);
  return all;
}

const optionItem = (one) => ({
  label: one.label, detail: one.description, value: one.value, selected: Boolean(one.default),
  lead: one.emoji && h("span", { class: "emoji" }, emojiText(one.emoji)),
});

/** People, roles or channels to choose from, by component type: 5, 6, 7 (both), 8. */
export function entities(type, channelTypes = []) {
  const users = [...town.people.map((one) => one.user), town.bot].map((user) => ({
    label: nameOf(user), note: user.username, value: user.id, lead: avatar(user, "small"),
  }));
  const roles = town.guild.roles.map(({ id, name }) => ({ label: `@${name.replace(/^@/, "")}`, value: id }));
  const channels = [...town.channels.values()]
    .filter((one) => !isDirect(one) && (channelTypes.length ? channelTypes.includes(one.type) : true))
    .map((one) => ({ label: channelName(one), value: one.id, lead: icon(one.type === 4 ? "down" : "hash") }));
  return { 5: users, 6: roles, 7: [...users, ...roles], 8: channels }[type];
}
