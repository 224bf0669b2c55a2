/** One message is reached by Tab; arrows walk between messages, and Tab then goes into the one walked to. */

const INSIDE = ".author, .tools button";

export function mountWalking(log) {
  log.addEventListener("keydown", walk);
  log.addEventListener("focusin", ({ target }) => enter(log, target.closest("article")));
}

/** Makes `article` the one that Tab reaches. */
export function rove(log, article) {
  log.querySelector("article[tabindex='0']")?.setAttribute("tabindex", "-1");
  article?.setAttribute("tabindex", "0");
}

function walk(event) {
  const here = event.target.closest("article");
  const step = { ArrowUp: -1, ArrowDown: 1 }[event.key];
  if (!step || event.target !== here) return;
  event.preventDefault();
  const all = [...event.currentTarget.querySelectorAll("article")];
  all[all.indexOf(here) + step]?.focus();
}

function enter(log, article) {
  if (!article) return;
  rove(log, article);
  for (const one of log.querySelectorAll(`:is(${INSIDE})[tabindex='0']`)) one.tabIndex = -1;
  for (const one of article.querySelectorAll(INSIDE)) one.tabIndex = 0;
}
