/** A list that pops up at a field. The field keeps the focus and steers; a menu steers itself. */

import { h, uid } from "./dom.js";

const GAP = 6;

export class List {
  /** Items: {label, detail?, note?, lead?, value, heading?, selected?, disabled?}; `multi` keeps it open. */
  constructor({ label, field, onPick, onClose, menu = false, multi = false, typed = true, first = false }) {
    Object.assign(this, { field, onPick, onClose, menu, multi, typed, first });
    Object.assign(this, { items: [], active: -1, sought: "" });
    this.node = h("div", {
      class: menu ? "list menu" : "list", id: uid("list"), popover: "manual", tabindex: -1,
      role: menu ? "menu" : "listbox", "aria-label": label, "aria-multiselectable": multi && "true",
      onmousedown: (event) => event.preventDefault(),
    });
    this.focus = menu ? this.node : field;
    this.focus?.addEventListener("keydown", (event) => {
      if (this.open && !event.defaultPrevented && this.onKey(event)) stop(event);
    });
    this.focus?.addEventListener("blur", () => this.close());
    this.place = this.place.bind(this);
    this.elsewhere = ({ target }) => target !== this.focus && this.close();
  }

  get open() {
    return this.node.isConnected;
  }

  toggle(anchor, items) {
    if (this.open) this.close();
    else this.show(anchor, items);
  }

  /** Shows `items` at `anchor`; `empty` is said when there are none. */
  show(anchor, items, empty = "") {
    Object.assign(this, { anchor, items, sought: "" });
    this.node.replaceChildren(...items.flatMap((item, n) => this.row(item, n)));
    if (!items.length && empty) this.node.append(h("p", { class: "empty" }, empty));
    if (!items.length && !empty) return this.close();
    if (!this.open) this.appear();
    this.place();
    const chosen = items.findIndex((item) => item.selected);
    this.aim(chosen >= 0 ? chosen : this.first ? 0 : -1);
  }

  appear() {
    // A modal dialog makes everything outside it inert, so its lists live inside it.
    (this.anchor.closest("dialog") ?? document.body).append(this.node);
    this.node.showPopover();
    document.addEventListener("scroll", this.place, { capture: true, passive: true });
    window.addEventListener("resize", this.place);
    document.addEventListener("focusin", this.elsewhere);
    if (this.menu) this.node.focus();
    this.field?.setAttribute("aria-expanded", "true");
    if (!this.menu) this.field?.setAttribute("aria-controls", this.node.id);
  }

  close() {
    // Taking the node away blurs it, which would close it again.
    if (!this.open || this.closing) return;
    this.closing = true;
    const returning = this.menu && document.activeElement === this.node;
    document.removeEventListener("scroll", this.place, { capture: true });
    window.removeEventListener("resize", this.place);
    document.removeEventListener("focusin", this.elsewhere);
    this.node.remove();
    this.closing = false;
    this.field?.setAttribute("aria-expanded", "false");
    for (const name of ["aria-controls", "aria-activedescendant"]) this.field?.removeAttribute(name);
    if (returning) this.field?.focus();
    this.onClose?.();
  }

  place() {
    const at = this.anchor.getBoundingClientRect();
    const { style } = this.node;
    style.minWidth = this.menu ? "" : `${at.width}px`;
    style.maxHeight = `${Math.min(420, Math.max(at.top, innerHeight - at.bottom) - 2 * GAP)}px`;
    const { width, height } = this.node.getBoundingClientRect();
    const below = at.bottom + GAP + height <= innerHeight || at.top < innerHeight - at.bottom;
    style.top = `${below ? at.bottom + GAP : at.top - GAP - height}px`;
    const left = this.menu ? at.right - width : at.left;
    style.left = `${Math.max(GAP, Math.min(left, innerWidth - width - GAP))}px`;
  }

  row(item, n) {
    const row = h("div", {
      class: "option", id: `${this.node.id}-${n}`, role: this.menu ? "menuitem" : "option",
      "aria-selected": this.menu ? undefined : String(Boolean(item.selected)),
      "aria-disabled": item.disabled && "true",
      onmousemove: () => this.aim(n, false), onclick: () => this.pick(n),
    }, item.lead, h("span", { class: "words" },
      h("span", { class: "label" }, item.label), item.detail && h("span", { class: "detail" }, item.detail)),
    item.note && h("span", { class: "note" }, item.note));
    return item.heading ? [h("div", { class: "group", role: "presentation" }, item.heading), row] : [row];
  }

  aim(n, scroll = true) {
    this.node.querySelector(".active")?.classList.remove("active");
    this.active = n;
    const row = document.getElementById(`${this.node.id}-${n}`);
    row?.classList.add("active");
    if (row) this.focus?.setAttribute("aria-activedescendant", row.id);
    else this.focus?.removeAttribute("aria-activedescendant");
    if (scroll) row?.scrollIntoView({ block: "nearest" });
  }

  pick(n) {
    const item = this.items[n];
    if (!item || item.disabled) return;
    if (!this.multi) this.close();
    this.onPick(item, n);
  }

  onKey(event) {
    const last = this.items.length - 1;
    const aimed = this.active >= 0;
    const moves = {
      ArrowDown: () => this.aim(this.active >= last ? 0 : this.active + 1),
      ArrowUp: () => this.aim(this.active <= 0 ? last : this.active - 1),
      Escape: () => this.close(),
      ...(aimed && { Enter: () => this.pick(this.active) }),
      ...(aimed && this.typed && !event.shiftKey && { Tab: () => this.pick(this.active) }),
      ...(!this.typed && { Home: () => this.aim(0), End: () => this.aim(last) }),
      ...(!this.typed && { " ": () => this.pick(this.active) }),
    };
    if (moves[event.key]) moves[event.key]();
    else if (!this.typed && event.key.length === 1) this.seek(event.key);
    else return false;
    return true;
  }

  /** Typing in a list that has no text field jumps to what begins so. */
  seek(key) {
    this.sought += key.toLowerCase();
    clearTimeout(this.forget);
    this.forget = setTimeout(() => { this.sought = ""; }, 700);
    const found = this.items.findIndex((item) => item.label.toLowerCase().startsWith(this.sought));
    if (found >= 0) this.aim(found);
  }
}

function stop(event) {
  event.preventDefault();
  event.stopImmediatePropagation();
}
