/** Discord's markdown, as elements. Nothing here makes HTML from text. */

import { away, button, h } from "./dom.js";
import { nameOf } from "./people.js";
import { channelName, town } from "./state.js";
import { timestamp } from "./timestamps.js";

const DEEPEST = 12;
const ADDRESS = /https?:\/\//; // what looks like one must lead there
const FENCE = /```(?:([\w+#.-]*)\n)?([\s\S]+?)\n?```/;
const ITEM = /^( *)([-*]|\d{1,9}\.) +(.*)$/;

/** Inline rules, tried in this order at each place: [pattern, what it becomes]. */
const INLINE = [
  [/\\([^\w\s])/y, (m) => m[1]],
  [/(`{1,2})(?!`)([\s\S]+?)\1(?!`)/y, (m) => h("code", {}, m[2].replace(/^ (.*) $/, "$1"))],
  [/<t:(-?\d{1,14})(?::([tTdDfFRsS]))?>/y, (m) => timestamp(+m[1], m[2])],
  [/<@!?(\d+)>/y, (m) => mention("@", nameOf(town.users.get(m[1])))],
  [/<@&(\d+)>/y, (m) => mention("@", roleName(m[1]))],
  [/@(everyone|here)\b/y, (m) => mention("@", m[1])],
  [/<#(\d+)>/y, (m) =>
    h("a", { class: "mention", href: `#/${m[1]}` }, `#${channelName(town.channels.get(m[1]))}`)],
  [/<\/([^:>\n]{1,100}):(\d+)>/y, (m) =>
    h("button", { type: "button", class: "mention", "data-command": m[1] }, `/${m[1]}`)],
  [/<a?:(\w{2,32}):\d+>/y, (m) => h("span", { title: `:${m[1]}:` }, `:${m[1]}:`)],
  [/\[((?:\\.|[^\]\\\n])+)\]\(<?(https?:\/\/(?:[^\s()<>]|\([^\s()<>]*\))+)>?(?:\s+"([^"]*)")?\)/y,
    (m, deep) => !ADDRESS.test(m[1]) && away(m[2], { title: m[3] }, inline(m[1], deep))],
  [/<(https?:\/\/[^\s>]+)>/y, (m) => away(m[1], {}, m[1])],
  [/https?:\/\/(?:[^\s<()]|\([^\s<()]*\))*(?:[^\s<().,:;"'!?\]*_~|]|\([^\s<()]*\))/y,
    (m) => away(m[0], {}, m[0])],
  [/\*\*\*(?=\S)([\s\S]+?)\*\*\*(?!\*)/y, (m, deep) => h("strong", {}, h("em", {}, inline(m[1], deep)))],
  [/\*\*(?=\S)([\s\S]+?)\*\*(?!\*)/y, (m, deep) => h("strong", {}, inline(m[1], deep))],
  [/__([\s\S]+?)__(?!_)/y, (m, deep) => h("u", {}, inline(m[1], deep))],
  [/\*(?=[^\s*])([\s\S]*?[^\s*])\*(?!\*)/y, (m, deep) => h("em", {}, inline(m[1], deep))],
  [/(?<!\w)_(?!_)([\s\S]+?)_(?!\w)/y, (m, deep) => h("em", {}, inline(m[1], deep))],
  [/~~([\s\S]+?)~~/y, (m, deep) => h("s", {}, inline(m[1], deep))],
  [/\|\|([\s\S]+?)\|\|/y, (m, deep) => spoiler(inline(m[1], deep))],
];
const SPECIAL = /[\\`<@[h*_~|]/g;

const roleName = (id) => town.guild.roles.find((role) => role.id === id)?.name ?? "unknown-role";
const mention = (sign, name) => h("span", { class: "mention" }, `${sign}${name}`);

function spoiler(content) {
  const words = h("span", { class: "spoiler shown" }, content);
  const hidden = h("span", { inert: true }, words.cloneNode(true));
  return button("Spoiler", (event) => event.currentTarget.replaceWith(words), { class: "spoiler" }, hidden);
}

/** One run of text as a list of nodes and strings. */
export function inline(text, depth = 0) {
  if (depth > DEEPEST) return [text];
  const out = [];
  let plain = 0;
  for (SPECIAL.lastIndex = 0; ;) {
    const found = SPECIAL.exec(text);
    if (!found) break;
    const [made, length] = ruleAt(text, found.index, depth + 1);
    const next = found.index + Math.max(length, 1);
    if (length) {
      out.push(text.slice(plain, found.index), made);
      plain = next;
    }
    SPECIAL.lastIndex = next;
  }
  return [...out, text.slice(plain)];
}

function ruleAt(text, place, depth) {
  for (const [pattern, make] of INLINE) {
    pattern.lastIndex = place;
    const match = pattern.exec(text);
    const made = match && make(match, depth);
    if (made) return [made, match[0].length];
  }
  return [null, 0];
}

/** A whole text: code blocks first, then lines. */
export function markdown(text) {
  const out = [];
  for (let rest = text ?? ""; rest;) {
    const fence = FENCE.exec(rest);
    out.push(...blocks(fence ? rest.slice(0, fence.index).replace(/\n$/, "") : rest));
    if (!fence) break;
    out.push(h("pre", { tabindex: 0, "data-language": fence[1] }, h("code", {}, fence[2])));
    rest = rest.slice(fence.index + fence[0].length).replace(/^\n/, "");
  }
  return h("div", { class: "markdown" }, out);
}

/** Quotes don't nest in Discord. */
function blocks(text, quotable = true) {
  const lines = text.split("\n");
  const out = [];
  let plain = [];
  const flush = () => {
    if (plain.some((line) => line.trim())) out.push(h("p", {}, inline(plain.join("\n"))));
    plain = [];
  };
  while (lines.length) {
    const block = headingOf(lines) ?? (quotable ? quoteOf(lines) : null) ?? listOf(lines);
    if (!block) plain.push(lines.shift());
    else {
      flush();
      out.push(block);
    }
  }
  flush();
  return out;
}

function headingOf(lines) {
  const match = /^(#{1,3}|-#) +(\S.*)$/.exec(lines[0]);
  if (!match) return null;
  lines.shift();
  if (match[1] === "-#") return h("small", { class: "subtext" }, inline(match[2]));
  return h(`h${match[1].length + 3}`, { class: `head-${match[1].length}` }, inline(match[2]));
}

function quoteOf(lines) {
  if (lines[0].startsWith(">>> ")) return quoted([lines[0].slice(4), ...lines.splice(0).slice(1)]);
  const inside = [];
  const quoting = () => lines[0]?.startsWith("> ") || (inside.length && lines[0] === ">");
  while (quoting()) inside.push(lines.shift().slice(2));
  return inside.length ? quoted(inside) : null;
}

const quoted = (lines) => h("blockquote", {}, blocks(lines.join("\n"), false));

function listOf(lines, indent = 0) {
  const first = ITEM.exec(lines[0] ?? "");
  if (!first || first[1].length < indent) return null;
  const numbered = /\d/.test(first[2]);
  const list = h(numbered ? "ol" : "ul", { start: numbered && parseInt(first[2], 10) });
  for (let item = first; item && item[1].length >= first[1].length; item = ITEM.exec(lines[0] ?? "")) {
    const deeper = item[1].length > first[1].length && list.lastChild;
    if (!deeper && /\d/.test(item[2]) !== numbered) break;
    if (deeper) deeper.append(listOf(lines, item[1].length));
    else list.append(h("li", {}, inline(item[3])), ...[lines.shift()].slice(1));
  }
  return list;
}
