/** The threads of a channel, archived ones too, and whether one follows them. */

import { button, icon } from "./dom.js";
import { List } from "./list.js";
import { attempt } from "./state.js";

export function threadsButton(parent, channels) {
  const threads = channels.filter((one) => one.parent_id === parent.id && one.thread_metadata);
  if (!threads.length) return null;
  const opener = button("Threads", () => list.show(opener, threads.map(row)), {
    class: "icon-button side", "aria-haspopup": "menu",
  }, icon("thread"));
  const list = new List({
    label: "Threads", field: opener, menu: true, typed: false, first: true,
    onPick: ({ value }) => { location.hash = `#/${value}`; },
  });
  return opener;
}

const row = ({ id, name, thread_metadata: { archived } }) =>
  ({ label: name, value: id, note: archived ? "archived" : "" });

export function followButton(thread) {
  if (thread.thread_metadata.archived) return null;
  const method = thread.followed ? "DELETE" : "PUT";
  const follow = () => attempt(method, `/page/channels/${thread.id}/thread-members/@me`);
  return button(thread.followed ? "Unfollow" : "Follow", follow, { class: "button secondary side" });
}
