/** The hidden panel (Ctrl+Shift+F, or /#faults): what goes wrong between the bot and its Discord. */

import { call } from "./api.js";
import { button, h, openDialog } from "./dom.js";

export function mountFaults() {
  document.addEventListener("keydown", (event) => {
    if (!event.ctrlKey || !event.shiftKey || event.code !== "KeyF") return;
    event.preventDefault();
    askForFaults();
  });
}

export async function askForFaults() {
  const known = await call("GET", "/playground/faults");
  const waiting = h("ul");
  const problem = h("p", { class: "failed", role: "alert" });
  const clear = () => changed("DELETE", "/playground/faults");
  list(known.waiting);
  const dialog = openDialog({ class: "modal", "aria-labelledby": "faults-title" },
    h("header", {}, h("h2", { id: "faults-title" }, "Faults")),
    h("div", { class: "fields-of-form" }, order(known.actions, changed), h("p", {}, "Waiting:"), waiting,
      h("div", { class: "row" }, known.gateway.map(({ action, about }) =>
        button(`Gateway: ${action}`, () => changed("POST", "/playground/gateway", { action }),
          { class: "button secondary", title: about }))), problem),
    h("footer", {}, button("Clear all", clear, { class: "button danger" }),
      button("Close", () => dialog.close(), { class: "button primary" })));

  async function changed(...request) {
    problem.textContent = "";
    await call(...request).catch((refused) => { problem.textContent = refused.message; });
    list((await call("GET", "/playground/faults")).waiting);
  }

  function list(faults) {
    const left = faults.filter((one) => one.times > 0);
    waiting.replaceChildren(...left.map((one) =>
      h("li", {}, `${one.action} ${one.match.method ?? ""} ${one.match.path ?? ""} ×${one.times}`)));
    if (!left.length) waiting.replaceChildren(h("li", {}, "nothing"));
  }

}

/** The form by which one orders a fault. */
function order(actions, changed) {
  const field = (name, props) => 
    h("label", { class: "labelled" }, name, h("input", { name: name.toLowerCase(), ...props }));
  const send = (event) => {
    event.preventDefault();
    const { action, path, times, seconds, all } = Object.fromEntries(new FormData(event.target));
    changed("POST", "/playground/faults",
      { action, match: { path }, times: Number(times), seconds: Number(seconds), global: Boolean(all) });
  };
  return h("form", { class: "order", onsubmit: send },
    h("label", { class: "labelled" }, "What goes wrong", h("select", { name: "action" },
      actions.map(({ action, about }) => h("option", { value: action }, `${action}: ${about}`)))),
    field("Path", { placeholder: "part of the address, empty for any" }),
    field("Times", { type: "number", value: 1, min: 1 }),
    field("Seconds", { type: "number", value: 1, min: 0, step: "any" }),
    h("label", { class: "choice" }, h("input", { type: "checkbox", name: "all" }), "429 for everything"),
    h("button", { class: "button primary" }, "Order"));
}
