/** Embeds, the old style of card. */

import { away, h } from "./dom.js";
import { picture } from "./files.js";
import { inline, markdown } from "./markdown.js";
import { when } from "./timestamps.js";

const linked = (url, text) => (/^https?:/.test(url ?? "") ? away(url, {}, text) : text);

export function embed(one, message) {
  const colour = one.color ? `#${one.color.toString(16).padStart(6, "0")}` : "var(--line)";
  const at = one.timestamp && when(Date.parse(one.timestamp));
  const foot = [one.footer?.text, at].filter(Boolean).join(" • ");
  return h("div", { class: "embed", style: { "border-left-color": colour } },
    h("div", { class: "embed-words" },
      one.author && h("div", { class: "embed-author" }, linked(one.author.url, one.author.name)),
      one.title && h("div", { class: "embed-title" }, linked(one.url, inline(one.title))),
      one.description && markdown(one.description),
      one.fields?.length > 0 && h("div", { class: "fields" }, one.fields.map(field))),
    one.thumbnail && picture(one.thumbnail, message, "", { class: "picture thumbnail" }),
    one.image && picture(one.image, message),
    foot && h("div", { class: "embed-foot" }, foot));
}

const field = ({ name, value, inline: beside }) =>
  h("div", { class: beside ? "field beside" : "field" }, h("strong", {}, inline(name)), markdown(value));
