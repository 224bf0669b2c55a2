/** Builds elements. Text goes in as text, never as HTML. */

const SVG = "http://www.w3.org/2000/svg";

export function h(tag, props = {}, ...children) {
  const node = document.createElement(tag);
  for (const [key, value] of Object.entries(props)) set(node, key, value);
  node.append(...children.flat(Infinity).filter(Boolean));
  return node;
}

function set(node, key, value) {
  if (value === undefined || value === null || value === false) return;
  if (typeof value === "function") node.addEventListener(key.slice(2), value);
  else if (key === "style")
    for (const [name, setting] of Object.entries(value)) node.style.setProperty(name, setting ?? "");
  else node.setAttribute(key, value === true ? "" : value);
}

export function button(name, onclick, props = {}, ...children) {
  const shown = children.length ? children : [name];
  const label = children.length ? { "aria-label": name, title: name } : {};
  return h("button", { type: "button", onclick, ...label, ...props }, shown);
}

/** A link that leaves the playground. */
export const away = (href, props, ...children) =>
  h("a", { href, target: "_blank", rel: "noopener noreferrer", ...props }, children);

/** A dialog on top of everything, gone when it is closed. */
export function openDialog({ closed, ...props }, ...children) {
  const onclose = () => {
    dialog.remove();
    closed?.();
  };
  const dialog = h("dialog", { ...props, onclose }, children);
  document.body.append(dialog);
  dialog.showModal();
  return dialog;
}

const PATHS = {
  hash: "M9 3 7 21M17 3l-2 18M4 8.5h17M3 15.5h17",
  thread: "M4 5h16v10H9l-5 4zM8 9h8",
  smile: "M12 3a9 9 0 1 1 0 18 9 9 0 0 1 0-18zM9 10h.01M15 10h.01M8 14c2 3 6 3 8 0",
  reply: "M10 5 4 11l6 6v-4c5 0 8 1 10 5 0-6-4-9-10-9z",
  more: "M5 12h.01M12 12h.01M19 12h.01",
  close: "M6 6l12 12M18 6 6 18",
  plus: "M12 4v16M4 12h16",
  menu: "M4 6h16M4 12h16M4 18h16",
  send: "M4 4l17 8-17 8 3-8z",
  eye: "M2 12s4-7 10-7 10 7 10 7-4 7-10 7-10-7-10-7zM12 9a3 3 0 1 1 0 6 3 3 0 0 1 0-6z",
  down: "M6 9l6 6 6-6",
  file: "M6 3h8l4 4v14H6zM14 3v4h4",
  chat: "M4 4h16v12H10l-6 5z",
  swap: "M4 8h15l-4-4M20 16H5l4 4",
  out: "M14 4h6v6M20 4l-9 9M18 14v6H4V6h6",
  warning: "M12 3 2 20h20zM12 9v5M12 17h.01",
  used: "M5 19 12 5l7 14M8 14h8",
  light: "M12 7a5 5 0 1 1 0 10 5 5 0 0 1 0-10zM12 1v2M12 21v2M1 12h2M21 12h2",
};

export function icon(name) {
  const svg = document.createElementNS(SVG, "svg");
  const path = document.createElementNS(SVG, "path");
  set(svg, "viewBox", "0 0 24 24");
  set(svg, "class", `icon icon-${name}`);
  set(svg, "aria-hidden", "true");
  path.setAttribute("d", PATHS[name]);
  svg.append(path);
  return svg;
}

/** An id for aria references, unlike any other in this document. */
export const uid = (stem) => `${stem}-${crypto.randomUUID()}`;
