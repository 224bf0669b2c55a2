/** Before which message of the open channel "New" stands. */

import { isPrivate } from "./message.js";
import { town } from "./state.js";

export class NewMark {
  constructor() {
    Object.assign(this, { id: null, readTo: null, caughtUp: false });
  }

  /** `readTo` is the last message one has read, "" for none; null when there is nothing new. */
  begin(readTo, page) {
    Object.assign(this, { readTo, id: null });
    this.seek(page);
  }

  /** The first from others after what was read; not to be told while that isn't loaded. */
  seek(page) {
    const from = page.find(this.readTo) + 1;
    if (this.id || this.readTo === null || (!from && page.above)) return;
    const isNews = (one) => one.author.id !== town.me && !isPrivate(one);
    this.id = page.messages.slice(from).find(isNews)?.id ?? null;
  }

  /** It moves to the first message that comes while nobody looks, and goes when one writes. */
  heed(message, isSeen) {
    if (message.author.id === town.me) this.id = null;
    else if (this.caughtUp && !isSeen && !message.state && !isPrivate(message))
      Object.assign(this, { id: message.id, caughtUp: false });
  }
}
