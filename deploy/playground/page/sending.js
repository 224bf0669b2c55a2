/** A message on its way. */

import { call, described } from "./api.js";
import { newNonce } from "./interactions.js";
import { now, tell, town } from "./state.js";

/** It is shown at once; the real one, with the same nonce, takes its place. */
export async function sending(where, content, aim, files) {
  const path = `/page/channels/${where}/messages`;
  if (aim?.editing) return call("PATCH", `${path}/${aim.message.id}`, { content });
  const nonce = newNonce();
  const local = standIn(nonce, where, content);
  tell("local", local);
  const done = () => tell("local", { ...local, state: "done" });
  const made = await post(path, content, aim, files, nonce).finally(done);
  return tell("posted", made);
}

const standIn = (nonce, where, content) => ({
  id: `local-${nonce}`, channel_id: where, state: "posting", author: town.users.get(town.me), content,
  flags: 0, type: 0, timestamp: new Date(now()).toISOString(),
});

/** `aim` is the message it answers. */
function post(where, content, aim, files, nonce) {
  const reply = aim && {
    message_reference: { message_id: aim.message.id }, allowed_mentions: { replied_user: aim.ping },
  };
  return call("POST", where, { content, nonce, ...reply, attachments: described(files) }, files);
}
