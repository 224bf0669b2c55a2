/** One message is reached by Tab, with what is in it; arrows walk between messages. */

const INSIDE = "a[href], button, [tabindex]";

export function mountWalking(log) {
  log.addEventListener("keydown", walk);
  log.addEventListener("focusin", ({ target }) => rove(log, target.closest("article")));
}

/** Makes `article` the one that Tab reaches. */
export function rove(log, article) {
  const before = log.querySelector("article[tabindex='0']");
  if (!article || before === article) return;
  if (before) quieten(before);
  for (const one of [article, ...article.querySelectorAll(INSIDE)]) one.tabIndex = 0;
}

/** Takes a message and what is in it out of the way of Tab. */
export function quieten(article) {
  for (const one of [article, ...article.querySelectorAll(INSIDE)]) one.tabIndex = -1;
}

function walk(event) {
  const here = event.target.closest("article");
  const step = { ArrowUp: -1, ArrowDown: 1 }[event.key];
  if (!step || event.target !== here) return;
  event.preventDefault();
  const all = [...event.currentTarget.querySelectorAll("article")];
  all[all.indexOf(here) + step]?.focus();
}
