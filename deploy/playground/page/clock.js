/** The playground's own bar: the town's clock, the reset, the theme. Nothing of it is Discord's. */

import { button, h, icon } from "./dom.js";
import { attempt, now, on, town } from "./state.js";
import { nextTheme } from "./theme.js";
import { format } from "./timestamps.js";

const HOUR = 3600;
const DAY = 24 * HOUR;
const DATE = new Intl.DateTimeFormat("en-GB", { weekday: "short", day: "numeric", month: "short" });

export function mountBar(bar) {
  const time = h("time", { role: "timer", "aria-label": "The town's clock" });
  const ahead = h("small");
  const bot = h("span", { class: "bot-state", role: "status" });
  const theme = button("Switch between dark and light", nextTheme, { class: "icon-button" }, icon("light"));
  bar.append(h("strong", {}, "Playground"), bot, h("span", { class: "clock" }, time, ahead),
    button("Next post", () => move({ to: "next" }), { title: "To when something is posted by itself" }),
    button("+1 hour", () => move({ advance: HOUR })), button("+1 day", () => move({ advance: DAY })),
    button("Now", () => move({ to: "now" }), { title: "Back to the real time" }), button("Reset", reset),
    h("a", { href: "/about", title: "What this playground does not do" }, "About"), theme);

  const tick = () => {
    time.dateTime = new Date(now()).toISOString();
    time.textContent = `${DATE.format(now()).replace(",", "")}, ${format(now(), "t")}`;
    ahead.textContent = aheadText();
  };
  on("clock", tick);
  const show = (state, text) => Object.assign(bot, { className: `bot-state ${state}`, textContent: text });
  on("bot", () => {
    if (town.waking) show("waking", "The town is waking up…");
    else if (town.botOnline) show("online", "Bot online");
    else show("", "Bot offline");
  });
  on("lost", () => show("", "Reconnecting…"));
  setInterval(tick, 1000);
}

function aheadText() {
  const hours = Math.round(town.offset / HOUR);
  if (!hours) return "";
  const [days, rest] = [Math.trunc(hours / 24), hours % 24];
  const signed = (count, unit) => count && `${count > 0 ? "+" : ""}${count} ${unit}`;
  return [signed(days, "d"), signed(rest, "h")].filter(Boolean).join(" ");
}

function move(where) {
  attempt("POST", "/page/clock", where);
}

async function reset({ currentTarget: node }) {
  if (!confirm("Forget everything that happened here, and start again?")) return;
  Object.assign(node, { disabled: true, textContent: "Resetting…" });
  await attempt("POST", "/page/reset", {});
  location.reload();
}
