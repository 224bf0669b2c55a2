/** What stands above the message box: what a message answers or changes, and its files. */

import { button, h, icon } from "./dom.js";
import { size } from "./files.js";
import { excerpt } from "./message.js";
import { nameOf } from "./people.js";

const bar = (...parts) => h("div", { class: "bar" }, parts);
const cross = (name, does) => button(name, does, { class: "icon-button" }, icon("close"));

/** `aim` is {message, ping} for a reply and {message, editing: true} for a change. */
export function aimBar({ message, ping, editing }, toggle, cancel) {
  if (editing) return bar(h("span", {}, "Editing message"), cross("Cancel editing", cancel));
  const pressed = { class: "ping", "aria-pressed": String(ping) };
  return bar(
    h("span", {}, "Replying to ", h("strong", {}, nameOf(message.author)),
      h("small", {}, ` ${excerpt(message).slice(0, 80)}`)),
    button("Mention the author", toggle, pressed, ping ? "@ On" : "@ Off"),
    cross("Cancel reply", cancel));
}

export const fileBar = (files, remove) => bar(files.map((file) =>
  h("span", { class: "chip" }, file.name, h("small", {}, size(file.size)),
    cross(`Remove ${file.name}`, () => remove(file)))));
