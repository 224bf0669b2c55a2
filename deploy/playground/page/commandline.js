/** The composer while a command is being filled in: its name, its pills, what is still on offer. */

import { described } from "./api.js";
import { button, h, icon, uid } from "./dom.js";
import { suggest } from "./interactions.js";
import { List } from "./list.js";
import { Pill } from "./options.js";
import { dataOf } from "./picker.js";
import { KIND } from "./suggestions.js";

export class CommandLine {
  /** `left()` is called when the command is given up. */
  constructor(command, left) {
    Object.assign(this, { command, left, pills: [] });
    this.hint = h("p", { class: "bar hint", id: uid("hint"), role: "status" });
    this.name = h("button", {
      type: "submit", class: "command-name", onkeydown: (event) => this.onNameKey(event),
    }, `/${command.path}`);
    const offer = () => this.extras.toggle(this.node.closest("#composer"), this.offered());
    this.more = button("More options", offer, { class: "more-options", "aria-haspopup": "listbox" });
    this.extras = new List({
      label: "Options", field: this.more, typed: false, first: true,
      onPick: ({ value }) => this.add(value).field.focus(),
    });
    this.node = h("div", { class: "command-line" }, this.name, this.more,
      button("Cancel command", left, { class: "icon-button" }, icon("close")));
    this.node.addEventListener("focusin", () => this.explain());
    for (const one of command.options) if (one.required) this.add(one);
    this.paint();
  }

  focus() {
    (this.pills.find((pill) => pill.empty)?.field ?? this.name).focus();
  }

  /** Fills in what was written as `name:value name:value`; what has no name is the first option's. */
  fill(text) {
    const parts = text.split(/(?:^|\s)([\w-]+):/);
    const options = this.command.options;
    const named = parts.slice(1).flatMap((part, n) => (n % 2 ? [] : [[part, parts[n + 2] ?? ""]]));
    for (const [name, value] of [[parts[0].trim() && options[0]?.name, parts[0]], ...named]) {
      const option = options.find((one) => one.name === name);
      if (option && option.type !== KIND.file) this.pillOf(option).write(value.trim());
    }
  }

  pillOf(option) {
    return this.pills.find((one) => one.option === option) ?? this.add(option);
  }

  add(option) {
    const pill = new Pill(option, {
      described: this.hint.id, left: (one) => this.leave(one), picked: () => this.onward(),
      ask: (one, onChoices, onFailure) => suggest(this.data(one), onChoices, onFailure),
    });
    pill.field.addEventListener("input", () => this.explain());
    this.pills.push(pill);
    this.more.before(pill.node);
    this.paint();
    return pill;
  }

  /** After a choice: to the next option that must be filled in. */
  onward() {
    this.pills.find((pill) => pill.empty && pill.option.required)?.field.focus();
    this.explain();
  }

  leave(pill) {
    const before = this.pills[this.pills.indexOf(pill) - 1];
    if (pill.option.required && !before) return this.left();
    if (!pill.option.required) {
      this.pills = this.pills.filter((one) => one !== pill);
      pill.list?.close();
      pill.node.remove();
      this.paint();
    }
    (before?.field ?? this.name).focus();
    return undefined;
  }

  onNameKey(event) {
    if (event.key !== "Backspace" && event.key !== "Escape") return;
    event.preventDefault();
    this.left();
  }

  offered() {
    const there = this.pills.map((pill) => pill.option);
    const rest = this.command.options.filter((one) => !there.includes(one));
    return rest.map((one) => ({ label: one.name, detail: one.description, value: one }));
  }

  paint() {
    const rest = this.offered().length;
    this.more.hidden = !rest;
    this.more.textContent = `+${rest} optional`;
  }

  /** The bar above says what the focused option is for, or what is wrong with it. */
  explain() {
    const pill = this.pills.find((one) => one.field === document.activeElement);
    const name = pill?.option.name ?? `/${this.command.path}`;
    const about = pill?.error || pill?.option.description || this.command.description;
    this.hint.classList.toggle("error", Boolean(pill?.error));
    this.hint.replaceChildren(h("strong", {}, name), about);
  }

  data(focused) {
    const value = (pill) => (pill === focused ? undefined : pill.result().value) ?? pill.field.value;
    const options = this.pills.filter((pill) => pill === focused || !pill.empty).map((pill) => ({
      type: pill.option.type, name: pill.option.name, value: value(pill),
      ...(pill === focused && { focused: true }),
    }));
    return dataOf(this.command, options);
  }

  /** {data, files} ready to be sent, or null after pointing at the first mistake. */
  collect() {
    const files = [];
    const options = [];
    let first = null;
    for (const pill of this.pills) {
      const { value, file, error } = pill.result();
      pill.complain(error ?? "");
      if (error) first ??= pill;
      const { type, name } = pill.option;
      if (file) options.push({ type, name, value: String(files.push(file) - 1) });
      else if (value !== undefined) options.push({ type, name, value });
    }
    first?.field.focus();
    this.explain();
    if (first) return null;
    return { data: { ...dataOf(this.command, options), attachments: described(files) }, files };
  }
}
