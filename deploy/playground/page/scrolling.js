/** Keeps the newest in view unless one goes up, and asks for what is further up in time. */

const NEAR = 60;
const AHEAD = 900;

/** `arrived()` hears that the bottom is in view, `above()` that the top is near. */
export function mountScrolling(scroller, log, jump, { arrived, above }) {
  let pinned = true;
  let was = { scrollTop: 0, clientHeight: 0 };

  function bottom() {
    pinned = true;
    jump.hidden = true;
    scroller.scrollTop = scroller.scrollHeight;
    arrived();
  }

  function leave() {
    pinned = false;
    jump.hidden = false;
  }

  /** Only going up lets go of the bottom: the room or what is in it may have changed meanwhile. */
  function scrolled() {
    const { scrollTop, scrollHeight, clientHeight } = scroller;
    if (scrollHeight - scrollTop - clientHeight < NEAR) pinned = true;
    else if (scrollTop < was.scrollTop && clientHeight === was.clientHeight) pinned = false;
    was = { scrollTop, clientHeight };
    if (pinned) jump.hidden = true;
    if (pinned) arrived();
    if (scrollTop < AHEAD) above();
  }

  scroller.addEventListener("scroll", scrolled, { passive: true });
  jump.addEventListener("click", bottom);
  const settle = new ResizeObserver(() => pinned && bottom());
  settle.observe(log);
  settle.observe(scroller);
  return { bottom, leave, isPinned: () => pinned };
}
