/** Components V2: how a card is laid out. What can be pressed or chosen is in controls.js. */

import { actionButton, liveSelect } from "./controls.js";
import { button, h } from "./dom.js";
import { address, attached, fileCard, picture } from "./files.js";
import { markdown } from "./markdown.js";

const KINDS = {
  1: (c, m) => h("div", { class: "row" }, all(c.components, m)),
  2: actionButton,
  3: liveSelect, 5: liveSelect, 6: liveSelect, 7: liveSelect, 8: liveSelect,
  9: (c, m) => h("div", { class: "section" }, h("div", {}, all(c.components, m)), component(c.accessory, m)),
  10: (c) => markdown(c.content),
  11: (c, m) => veiled(c, picture(c.media, m, c.description, { class: "picture thumbnail" })),
  12: gallery,
  13: (c, m) => veiled(c, fileCard(attached(c.file, m) ?? { filename: c.name, ...c.file }, m)),
  14: separator,
  17: container,
};

const all = (components, message) => (components ?? []).map((one) => component(one, message));

/** Unknown kinds are left out, as Discord's own client does. */
export const component = (one, message) => KINDS[one.type]?.(one, message);

function container(c, message) {
  const accent = c.accent_color ?? -1;
  const style = accent >= 0 ? { "--accent": `#${accent.toString(16).padStart(6, "0")}` } : {};
  const kind = accent >= 0 ? "container accented" : "container";
  return veiled(c, h("div", { class: kind, style }, all(c.components, message)));
}

function separator(c) {
  const kind = c.spacing === 2 ? "separator wide" : "separator";
  return h("div", { class: kind }, c.divider !== false && h("hr"));
}

function gallery(c, message) {
  const shown = c.items.map((item) =>
    veiled(item, film(item, message) ?? picture(item.media, message, item.description)));
  return h("div", { class: `gallery of-${Math.min(shown.length, 4)}` }, shown);
}

function film(item, message) {
  if (!item.media.content_type?.startsWith("video/")) return null;
  const src = address(item.media, message);
  return h("video", { src, controls: true, "aria-label": item.description ?? "Video" });
}

function veiled(c, node) {
  if (!c.spoiler) return node;
  node.inert = true;
  const veil = h("div", { class: "veil" }, node,
    button("Show spoiler", () => { node.inert = false; veil.replaceWith(node); }, { class: "unveil" }));
  return veil;
}

/** Such a message is all components: its files and texts are shown by them alone. */
export const isLayout = (message) => Boolean(message.flags & 32768);
