/** The fields a form can have: each as {node, control, data(files), problem(required)}. */

import { h, uid } from "./dom.js";
import { selectField } from "./controls.js";

const PARAGRAPH = 2;
const MISSING = "This field is required.";

const KINDS = {
  3: select, 4: text, 5: select, 6: select, 7: select, 8: select, 19: upload, 21: radios, 22: checks,
  23: tick,
};

export const fieldFor = (c) => KINDS[c.type]?.(c);

function text(c) {
  const { min_length: least = 0, max_length: most = 4000, placeholder } = c;
  const tag = c.style === PARAGRAPH ? "textarea" : "input";
  const rows = tag === "textarea" && 4;
  const control = h(tag, { id: uid("field"), placeholder, maxlength: most, rows, autocomplete: "off" });
  control.value = c.value ?? "";
  const counter = h("small", { class: "counter", "aria-hidden": "true" });
  const count = () => { counter.textContent = `${control.value.length}/${most}`; };
  control.addEventListener("input", count);
  count();
  return {
    control,
    node: h("div", { class: "text-field" }, control, (c.max_length || tag === "textarea") && counter),
    data: () => ({ value: control.value }),
    problem: (required) => {
      const { length } = control.value;
      if (!control.value.trim()) return required ? MISSING : "";
      return length < least ? `Must be at least ${least} characters.` : "";
    },
  };
}

function select(c) {
  const least = c.required === false ? 0 : (c.min_values ?? 1);
  const field = selectField({ ...c, min_values: least }, () => field.node.dispatchEvent(new Event("input")));
  field.node.id = uid("field");
  field.node.classList.add("wide");
  return {
    control: field.node, node: field.node, data: () => ({ values: field.values() }),
    problem: () => (field.values().length < least ? MISSING : ""),
  };
}

function group(c, type, data, least) {
  const name = uid("group");
  const boxes = (c.options ?? []).map((one) => {
    const box = h("input", { type, name, value: one.value });
    box.checked = Boolean(one.default);
    return box;
  });
  const chosen = () => boxes.filter((box) => box.checked).map((box) => box.value);
  const node = h("div", { id: uid("field"), role: type === "radio" ? "radiogroup" : "group", tabindex: -1 },
    boxes.map((box, n) => h("label", { class: "choice" }, box, h("span", {}, c.options[n].label,
      c.options[n].description && h("small", {}, c.options[n].description)))));
  return {
    control: node, node, data: () => data(chosen()),
    problem: (required) => (chosen().length < (required ? least : 0) ? MISSING : ""),
  };
}

function radios(c) {
  return group(c, "radio", ([value]) => ({ value: value ?? null }), 1);
}

/** Once as many are ticked as may be, the others rest. */
function checks(c) {
  const made = group(c, "checkbox", (values) => ({ values }), c.min_values ?? 1);
  const boxes = [...made.node.querySelectorAll("input")];
  made.node.addEventListener("input", () => {
    const full = boxes.filter((box) => box.checked).length >= (c.max_values ?? boxes.length);
    for (const box of boxes) box.disabled = full && !box.checked;
  });
  return made;
}

function tick(c) {
  const control = h("input", { type: "checkbox", id: uid("field") });
  control.checked = Boolean(c.default);
  return { control, node: control, data: () => ({ value: control.checked }), problem: () => "" };
}

function upload(c) {
  const control = h("input", { type: "file", id: uid("field"), multiple: (c.max_values ?? 1) > 1 });
  return {
    control, node: control,
    data: (files) => ({ values: [...control.files].map((file) => String(files.push(file) - 1)) }),
    problem: (required) => (required && !control.files.length ? MISSING : ""),
  };
}
