/** Modals: what an app asks in a form. */

import { button, h, openDialog } from "./dom.js";
import { fieldFor } from "./fields.js";
import { submit } from "./interactions.js";
import { markdown } from "./markdown.js";
import { avatar } from "./people.js";
import { on, town } from "./state.js";

const ROW = 1;
const TEXT_INPUT = 4;
const TEXT = 10;
const LABEL = 18;

export function mountForms() {
  on("modal", (modal) => open({ ...modal, channel_id: town.current }));
}

function open(modal) {
  const parts = modal.components.map(part).filter(Boolean);
  const problem = h("p", { class: "failed", role: "alert" });
  const sender = h("button", { type: "submit", class: "button primary" }, "Submit");
  const title = h("h2", { id: "modal-title" }, modal.title);
  const form = h("form", { novalidate: true, onsubmit: (event) => send(event) },
    h("header", {}, avatar(town.bot, "small"), title),
    h("div", { class: "fields-of-form" }, parts.map((one) => one.node)), problem,
    h("footer", {}, button("Cancel", () => dialog.close(), { class: "button plain" }), sender));
  const from = document.activeElement;
  const dialog = openDialog({ class: "modal", "aria-labelledby": "modal-title", closed }, form);
  (parts.find((one) => one.focus)?.focus ?? (() => sender.focus()))();

  async function send(event) {
    event.preventDefault();
    const wrong = parts.filter((one) => one.check && !one.check());
    if (wrong.length) return wrong[0].focus();
    if (sender.ariaBusy === "true") return undefined;
    sender.ariaBusy = "true";
    const files = [];
    const components = parts.map((one) => one.data(files));
    problem.textContent = "";
    problem.textContent = await submit(modal, components, files);
    sender.ariaBusy = "false";
    return problem.textContent ? undefined : dialog.close();
  }

  function closed() {
    const anew = document.querySelector(`[data-key="${CSS.escape(from?.dataset?.key ?? "")}"]`);
    (from?.isConnected ? from : (anew ?? document.querySelector("#composer textarea")))?.focus();
  }
}

/** {node, data(files), check?, focus?} for each top-level component. */
function part(c) {
  if (c.type === TEXT) return { node: markdown(c.content), data: () => ({ type: TEXT, id: c.id }) };
  const { type, id } = c;
  if (type === LABEL) return labelled(c, c.component, (component) => ({ type, id, component }));
  if (c.type === ROW) {
    const [inner] = c.components;
    const wrap = (one) => ({ type: ROW, id: c.id, components: [one] });
    return labelled({ label: inner.label ?? inner.placeholder }, inner, wrap);
  }
  return null;
}

const star = () => h("span", { class: "star", "aria-hidden": "true" }, " *");

function labelled({ label, description }, c, wrap) {
  const field = fieldFor(c);
  if (!field) return null;
  const { control } = field;
  const id = control.id;
  const [name, about, wrong] = [`${id}-name`, `${id}-about`, `${id}-wrong`];
  const required = c.required ?? c.type === TEXT_INPUT;
  const error = h("p", { class: "failed", id: wrong, role: "alert" });
  control.removeAttribute("aria-label");
  control.setAttribute("aria-labelledby", name);
  control.setAttribute("aria-describedby", `${about} ${wrong}`);
  if (required) control.setAttribute("aria-required", "true");
  const check = () => {
    error.textContent = field.problem(required);
    control.setAttribute("aria-invalid", String(Boolean(error.textContent)));
    return !error.textContent;
  };
  control.addEventListener("input", () => error.textContent && check());
  const node = h("div", { class: "labelled" },
    h("label", { id: name, for: id }, label, required && star()),
    description && h("p", { class: "about", id: about }, description), field.node, error);
  const data = (files) => wrap({ type: c.type, id: c.id, custom_id: c.custom_id, ...field.data(files) });
  return { node, check, data, focus: () => (control.querySelector("input") ?? control).focus() };
}

