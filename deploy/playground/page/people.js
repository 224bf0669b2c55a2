/** Faces and names, and the switch for who you are. */

import { becomeInThisTab } from "./api.js";
import { button, h, icon } from "./dom.js";
import { List } from "./list.js";
import { personOf, town } from "./state.js";

const COLOURS = [
  "#4752c4", "#a12d5e", "#1f6f43", "#8a4b00", "#6a3fb5", "#00687a", "#9c3030", "#4f5b66",
];

export const nameOf = (user) =>
  personOf(user?.id)?.member?.nick ?? user?.global_name ?? user?.username ?? "unknown";

export function avatar(user, size = "") {
  const initials = nameOf(user).split(/\s+/).map((word) => [...word][0]).join("").slice(0, 2);
  const seed = [...(user?.id ?? "0")].reduce((sum, digit) => (sum * 31 + Number(digit)) >>> 0, 7);
  const colour = COLOURS[seed % COLOURS.length];
  const style = { background: colour };
  return h("span", { class: `avatar ${size}`, "aria-hidden": "true", style }, initials);
}

/** The colour of the highest role that has one, as Discord paints names. */
export function nameColour(user) {
  const mine = personOf(user?.id)?.member?.roles ?? [];
  const painted = town.guild.roles.filter((role) => role.color && mine.includes(role.id));
  const top = painted.toSorted((a, b) => b.position - a.position)[0];
  return top && `#${top.color.toString(16).padStart(6, "0")}`;
}

function become(id) {
  becomeInThisTab(id);
  const address = new URL(location.href);
  address.searchParams.set("as", id);
  location.replace(address);
}

export function mountMe(root) {
  const me = personOf(town.me);
  const opener = button("Switch person", () => choices.toggle(root, people()), {
    class: "icon-button", "aria-haspopup": "listbox",
  }, icon("swap"));
  const choices = new List({ label: "Be someone else", field: opener, onPick: ({ value }) => become(value) });
  root.replaceChildren(
    avatar(me.user),
    h("div", { class: "who" }, h("strong", {}, nameOf(me.user)), h("small", {}, me.note)),
    opener,
  );
}

const people = () => town.people.map(({ user, note }) => ({
  label: nameOf(user), detail: note, value: user.id, lead: avatar(user, "small"),
  selected: user.id === town.me,
}));
