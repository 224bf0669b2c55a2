/** What a person does with an app, and how it went. Outcomes come back over the socket by nonce. */

import { call, described } from "./api.js";
import { on, tell, town } from "./state.js";

const LOST_AFTER = 20000;
const waiting = new Map();
const suggesting = { nonce: "", show: () => {} };

/** Nonces are unlike those of any other tab. */
export const newNonce = () => `${Date.now()}${crypto.getRandomValues(new Uint32Array(1))[0]}`;

export function mountInteractions() {
  on("INTERACTION_SUCCESS", (d) => settle(d.nonce, "done"));
  on("INTERACTION_FAILURE", (d) => settle(d.nonce, "failed"));
  on("INTERACTION_MODAL_CREATE", (d) => {
    if (!waiting.has(d.nonce)) return;
    settle(d.nonce, "done");
    tell("modal", d);
  });
  on("APPLICATION_COMMAND_AUTOCOMPLETE_RESPONSE", (d) => {
    settle(d.nonce, "done");
    if (d.nonce === suggesting.nonce) suggesting.show(d.choices);
  });
}

/** Resolves with "done" or "failed"; rejects when the playground refuses. */
function send(body, files) {
  const id = newNonce();
  const outcome = new Promise((resolve) => {
    waiting.set(id, resolve);
  });
  const sent = { nonce: id, channel_id: town.current, ...body };
  const accepted = call("POST", "/page/interactions", sent, files);
  accepted.then(() => setTimeout(() => settle(id, "failed"), LOST_AFTER), () => waiting.delete(id));
  return { id, accepted, outcome };
}

function settle(id, result) {
  waiting.get(id)?.(result);
  waiting.delete(id);
}

/** Runs a command; a stand-in message tells how it goes until the real answer is there. */
export async function run(data, path, files = []) {
  const { id, accepted, outcome } = send({ type: 2, data }, files);
  const channelId = town.current;
  const local = standIn(id, channelId, path, data.type);
  tell("local", local);
  outcome.then((result) => tell("local", { ...local, state: result }));
  await accepted.catch((refused) => {
    tell("local", { ...local, state: "done" });
    throw refused;
  });
}

function standIn(id, channelId, name, type) {
  return {
    id: `local-${id}`, channel_id: channelId, state: "sending", author: town.bot, content: "", flags: 64,
    type: type === 1 ? 20 : 23,
    timestamp: new Date(Date.now() + town.skew).toISOString(),
    interaction_metadata: { type: 2, name, user: town.users.get(town.me) },
  };
}

/** Presses a button or chooses; answers with the sentence to show when it went wrong. */
export async function act(message, data) {
  const { id: message_id, channel_id } = message;
  return ending(send({ type: 3, message_id, channel_id, data }, []), "This interaction failed");
}

export async function submit(modal, components, files) {
  const data = { custom_id: modal.custom_id, components, attachments: described(files) };
  const { modal_id, channel_id } = modal;
  return ending(send({ type: 5, modal_id, channel_id, data }, files), "Something went wrong. Try again.");
}

async function ending({ accepted, outcome }, failed) {
  try {
    await accepted;
  } catch (refused) {
    return refused.message;
  }
  return (await outcome) === "done" ? "" : failed;
}

/** Asks for suggestions; only the latest question is answered. */
export function suggest(data, onChoices, onFailure) {
  const { id, accepted, outcome } = send({ type: 4, data }, []);
  const fail = () => id === suggesting.nonce && onFailure();
  Object.assign(suggesting, { nonce: id, show: onChoices });
  accepted.catch(fail);
  outcome.then((result) => result === "failed" && fail());
}
