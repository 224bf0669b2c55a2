/** One option of a command: a pill with its name and its value. */

import { button, h, uid } from "./dom.js";
import { tooLarge } from "./files.js";
import { List } from "./list.js";
import { KIND, REQUIRED, listOf, narrowed, parsed } from "./suggestions.js";

const EACH = 100;
const NOTHING = "No options match your search.";
const FAILED = "Loading options failed";

export class Pill {
  /** `ask(pill, onChoices, onFailure)` fetches suggestions; `left(pill)` hears Backspace in an empty pill. */
  constructor(option, { ask, left, picked, described }) {
    Object.assign(this, { option, ask, left, picked, chosen: null, error: "" });
    this.fixed = listOf(option);
    this.field = option.type === KIND.file ? this.fileField() : this.textField();
    this.field.setAttribute("aria-describedby", described);
    this.node = h("span", { class: "pill", onmousedown: (event) => this.aim(event) },
      h("label", { for: this.field.id, id: `${this.field.id}-name` }, option.name), this.field, this.chooser);
  }

  textField() {
    const field = h("input", {
      id: uid("option"), type: "text", size: 2, autocomplete: "off", spellcheck: "false",
      "aria-autocomplete": "list", "aria-label": this.option.name,
      "aria-required": this.option.required && "true",
      inputmode: this.option.type === KIND.integer ? "numeric" : undefined,
    });
    this.list = new List({ label: this.option.name, field, first: true, onPick: (item) => this.take(item) });
    field.addEventListener("input", () => this.typed());
    field.addEventListener("focus", () => !field.value && this.offer());
    field.addEventListener("keydown", (event) => this.onKey(event));
    return field;
  }

  fileField() {
    this.chooser = h("input", { type: "file", hidden: true, onchange: () => {
      this.chosen = this.chooser.files[0] ?? null;
      field.textContent = this.chosen?.name ?? "Choose a file";
    } });
    const id = uid("option");
    const field = button("Choose a file", () => this.chooser.click(), {
      id, class: "file-button", "aria-labelledby": `${id}-name ${id}`,
    });
    field.addEventListener("keydown", (event) => this.onKey(event));
    return field;
  }

  get empty() {
    return this.option.type === KIND.file ? !this.chosen : !this.field.value;
  }

  /** Lists open above the whole composer, as Discord's do. */
  get anchor() {
    return this.node.closest("#composer");
  }

  aim(event) {
    if (event.target === this.field) return;
    event.preventDefault();
    this.field.focus();
  }

  onKey(event) {
    if (event.key !== "Backspace" || !this.empty) return;
    event.preventDefault();
    this.left(this);
  }

  typed() {
    this.chosen = null;
    this.fit();
    this.complain("");
    this.offer();
  }

  write(text) {
    this.field.value = text;
    this.fit();
  }

  /** Not every browser sizes a field by its content. */
  fit() {
    this.field.size = Math.min(60, Math.max(2, this.field.value.length + 1));
  }

  offer() {
    if (this.fixed) return this.list.show(this.anchor, narrowed(this.fixed, this.field.value), NOTHING);
    if (!this.option.autocomplete) return undefined;
    // The first key asks at once, the following ones at most every EACH ms.
    clearTimeout(this.later);
    const wait = Math.max(0, (this.asked ?? 0) + EACH - performance.now());
    this.later = setTimeout(() => this.question(), wait);
    return undefined;
  }

  question() {
    this.asked = performance.now();
    const here = () => document.activeElement === this.field && !this.chosen;
    const show = (items, empty) => here() && this.list.show(this.anchor, items, empty);
    this.ask(this,
      (choices) => show(choices.map((one) => ({ label: one.name, value: one.value })), NOTHING),
      () => show([], FAILED));
  }

  take(item) {
    clearTimeout(this.later);
    this.chosen = item;
    this.field.value = item.label;
    this.fit();
    this.complain("");
    this.picked(this);
  }

  complain(error) {
    this.error = error;
    this.node.classList.toggle("wrong", Boolean(error));
    this.field.setAttribute("aria-invalid", String(Boolean(error)));
  }

  /** {value}, {file}, {error} or nothing for an empty optional one. */
  result() {
    if (this.empty) return this.option.required ? { error: REQUIRED } : {};
    const problem = this.option.type === KIND.file && tooLarge([this.chosen]);
    if (problem) return { error: problem };
    if (this.option.type === KIND.file) return { file: this.chosen };
    return this.chosen ? { value: this.chosen.value } : parsed(this.option, this.field.value);
  }
}
