/** Three hints for a first visitor, gone for good when dismissed. */

import { button, h, icon } from "./dom.js";

const KEY = "playground.hinted";
const HINTS = [
  ["Type ", h("kbd", {}, "/"), " to see what Daymark can do"],
  ["Move the clock at the top to see tomorrow"],
  ["Switch person below the list of channels"],
];

export function mountHints(root) {
  if (localStorage.getItem(KEY)) return;
  const dismiss = () => {
    localStorage.setItem(KEY, "yes");
    root.hidden = true;
  };
  root.append(h("ul", {}, HINTS.map((hint) => h("li", {}, hint))),
    button("Dismiss hints", dismiss, { class: "icon-button" }, icon("close")));
  root.hidden = false;
}
