/** Pictures with their descriptions, and files. */

import { button, h, icon, openDialog } from "./dom.js";

const UNITS = ["bytes", "KB", "MB"];
const WIDEST = 550;
const TALLEST = 350;
const LARGEST = 10 * 1024 ** 2;
const PICTURE = /\.(png|jpe?g|gif|webp|avif)$/i;

/** Why these can't be sent; "" where they can. */
export function tooLarge(files) {
  const [name] = [...files].filter((file) => file.size > LARGEST).map((file) => file.name);
  return name ? `${name} is too large. A file can have at most 10 MB.` : "";
}

/** The file of the message that is meant: `attachment://name`, or its own address. */
export function attached(media, message) {
  const url = media?.url?.replace("attachment://", "");
  return message?.attachments?.find((file) => [file.filename, file.url].includes(url));
}

export function address(media, message) {
  const url = attached(media, message)?.url ?? media?.url ?? "";
  return /^(https?:|\/)/.test(url) ? url : "";
}

export function picture(media, message, description, props = {}) {
  const alt = description || media.description || "Image";
  const src = address(media, message);
  const image = h("img", { src, alt, loading: "lazy", ...fitted(media) });
  return h("button", {
    type: "button", class: "picture", "aria-label": `Open image: ${alt}`,
    onclick: () => enlarge(src, alt), ...props,
  }, image);
}

/** The shown size is said beforehand, so that nothing jumps when the picture arrives. */
function fitted({ width, height }) {
  if (!width || !height) return {};
  const scale = Math.min(1, WIDEST / width, TALLEST / height);
  return { width: Math.round(width * scale), height: Math.round(height * scale) };
}

function enlarge(src, alt) {
  const dialog = openDialog({ class: "lightbox", "aria-label": alt },
    h("img", { src, alt }), h("p", {}, alt),
    button("Close", () => dialog.close(), { class: "icon-button" }, icon("close")));
}

export function size(bytes) {
  const step = Math.min(UNITS.length - 1, Math.floor(Math.log2(Math.max(bytes, 1)) / 10));
  return `${+(bytes / 1024 ** step).toFixed(2)} ${UNITS[step]}`;
}

export function fileCard(file, message) {
  const url = address(file, message);
  const name = file.filename ?? file.name ?? url.split("/").at(-1);
  return h("div", { class: "file" }, icon("file"), h("div", {},
    h("a", { href: url, download: name }, name), file.size && h("small", {}, size(file.size))));
}

/** Files that no embed shows already. */
export function attachments(message) {
  const shown = (message.embeds ?? []).flatMap((one) => [one.image, one.thumbnail]);
  const embedded = shown.map((media) => attached(media, message));
  return (message.attachments ?? []).filter((file) => !embedded.includes(file)).map((file) =>
    file.content_type?.startsWith("image/") || PICTURE.test(file.filename)
      ? picture(file, message, file.description || file.filename) : fileCard(file, message));
}

/** Files can also be pasted into the field, or dropped anywhere. */
export function mountBringing(field, attach) {
  const brought = (event) => {
    const files = [...(event.clipboardData ?? event.dataTransfer).files];
    if (!files.length || field.disabled) return;
    event.preventDefault();
    attach(files);
  };
  field.addEventListener("paste", brought);
  document.addEventListener("dragover", (event) => event.preventDefault());
  document.addEventListener("drop", brought);
}
