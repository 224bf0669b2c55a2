/** Keeps the newest in view unless one goes up, and asks for what is further up in time. */

const NEAR = 60;
const AHEAD = 900;

/** `arrived()` hears that the newest is in view, `above()` and `below()` that an end is near. */
export function mountScrolling(scroller, log, jump, { arrived, above, below, isPresent, toPresent }) {
  let pinned = true;
  let was = { scrollTop: 0, clientHeight: 0 };

  function bottom() {
    pinned = true;
    jump.hidden = true;
    scroller.scrollTop = scroller.scrollHeight;
    arrived();
  }

  const left = () => scroller.scrollHeight - scroller.scrollTop - scroller.clientHeight;

  /** Lets go of the bottom, unless that is where one is. */
  function leave() {
    pinned = isPresent() && left() < NEAR;
    jump.hidden = pinned;
    if (pinned) arrived();
  }

  /** Only going up lets go of the bottom: the room or what is in it may have changed meanwhile. */
  function scrolled() {
    const { scrollTop, clientHeight } = scroller;
    if (left() < NEAR && isPresent()) pinned = true;
    else if (scrollTop < was.scrollTop && clientHeight === was.clientHeight) pinned = false;
    was = { scrollTop, clientHeight };
    if (pinned) jump.hidden = true;
    if (pinned) arrived();
    if (scrollTop < AHEAD) above();
    if (left() < AHEAD) below();
  }

  scroller.addEventListener("scroll", scrolled, { passive: true });
  jump.addEventListener("click", toPresent);
  const settle = new ResizeObserver(() => pinned && bottom());
  settle.observe(log);
  settle.observe(scroller);
  return { bottom, leave, isPinned: () => pinned };
}
