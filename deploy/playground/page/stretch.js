/** The part of a channel's history that is loaded: fifty messages at a time, at either end. */

import { call } from "./api.js";
import { meet } from "./state.js";

const PAGE = 50;

export class Stretch {
  /** `messages` are oldest first; `above` and `below` say whether there are more. */
  constructor(channel) {
    Object.assign(this, { channel, messages: [], above: false, below: false });
  }

  find(id) {
    return this.messages.findIndex((one) => one.id === id);
  }

  /** The newest, or those around one, which may not be there any more. */
  async open(around = "") {
    this.messages = await this.ask(around && `&around=${around}`);
    const place = around ? this.find(around) : -1;
    this.above = place < 0 ? this.messages.length >= PAGE : place >= PAGE / 2;
    this.below = place >= 0 && this.messages.length - place > PAGE / 2;
    return place;
  }

  older() {
    return this.ask(`&before=${this.messages.find((one) => !one.state).id}`);
  }

  newer() {
    return this.ask(`&after=${this.messages.findLast((one) => !one.state).id}`);
  }

  async ask(where) {
    const got = await call("GET", `/page/channels/${this.channel}/messages?limit=${PAGE}${where}`);
    got.forEach(learn);
    return got.toReversed();
  }

  prepend(got) {
    this.messages = [...got, ...this.messages];
    this.above = got.length === PAGE;
  }

  append(got) {
    this.messages = [...this.messages, ...got];
    this.below = got.length === PAGE;
  }
}

export function learn(message) {
  [message.author, ...(message.mentions ?? []), message.interaction_metadata?.user].forEach(meet);
}
