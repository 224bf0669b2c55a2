"""What can be measured of a page: contrast, names and focus."""

from typing import Any

from playwright.async_api import Page

NAMED = {"button", "link", "textbox", "combobox", "checkbox", "radio", "option", "menuitem", "img"}

# WCAG 2's contrast of every visible text with what is painted behind it, the worst of a gradient.
CONTRAST = """() => {
  const pen = new OffscreenCanvas(1, 1).getContext("2d", {willReadFrequently: true});
  const rgba = (colour) => {
    pen.clearRect(0, 0, 1, 1);
    pen.fillStyle = colour;
    pen.fillRect(0, 0, 1, 1);
    const [r, g, b, a] = pen.getImageData(0, 0, 1, 1).data;
    return [r, g, b, a / 255];
  };
  const over = (top, ground) =>
    [0, 1, 2].map((n) => top[n] * top[3] + ground[n] * (1 - top[3])).concat(1);
  const light = (colour) => {
    const [r, g, b] = colour.map((one) => one / 255).map((one) =>
      one <= 0.04045 ? one / 12.92 : ((one + 0.055) / 1.055) ** 2.4);
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const ratio = (a, b) => {
    const [low, high] = [light(a), light(b)].sort((x, y) => x - y);
    return (high + 0.05) / (low + 0.05);
  };
  const behind = (node) => {
    if (!node) return [[255, 255, 255, 1]];
    const style = getComputedStyle(node);
    const stops = style.backgroundImage.match(/(rgba?|color|oklab)\\([^()]*\\)/g) ?? [];
    if (stops.length) return stops.map(rgba);
    const own = rgba(style.backgroundColor);
    return own[3] === 1 ? [own] : behind(node.parentElement).map((below) => over(own, below));
  };
  const shown = (node) => node.checkVisibility({checkOpacity: true, checkVisibilityCSS: true})
    && !node.closest("[inert], :disabled, [aria-disabled=true], .skip:not(:focus), .avatar");
  const words = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let text = walker.nextNode(); text; text = walker.nextNode()) {
    const node = text.parentElement;
    if (text.data.trim() && shown(node))
      words.push([node, text.data.trim(), getComputedStyle(node).color]);
  }
  for (const node of document.querySelectorAll("input, textarea"))
    if (shown(node) && node.type !== "file" && node.type !== "checkbox" && node.type !== "radio")
      words.push([node, node.value || node.placeholder,
        getComputedStyle(node, node.value ? null : "::placeholder").color]);
  return words.map(([node, text, colour]) => {
    const grounds = behind(node);
    const each = grounds.map((ground) => ratio(over(rgba(colour), ground), ground));
    return [text.slice(0, 40), Math.min(...each)];
  }).filter(([text]) => text);
}"""

# Whether the focused element, or what surrounds it, is outlined.
OUTLINED = """() => {
  let node = document.activeElement;
  if (node === document.body) return true;
  const ringed = (one) => {
    const style = getComputedStyle(one);
    return style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2;
  };
  for (let up = 0; node && up < 4; up += 1, node = node.parentElement)
    if (ringed(node)) return true;
  return document.activeElement.outerHTML.slice(0, 120);
}"""


async def pale(page: Page, least: float = 4.5) -> list[Any]:
    """Texts with less contrast than that."""
    measured = await page.evaluate(CONTRAST)
    assert len(measured) > 5
    return [each for each in measured if each[1] < least]


async def nameless(page: Page) -> list[str]:
    """Controls and pictures that a screen reader has no name for."""
    session = await page.context.new_cdp_session(page)
    tree = await session.send("Accessibility.getFullAXTree")
    await session.detach()
    found = [each for each in tree["nodes"] if not each["ignored"]]
    lost = [each for each in found if _needs_name(each) and not each.get("name", {}).get("value")]
    return [f"{each['role']['value']} {each.get('properties')}" for each in lost]


def _needs_name(node: dict[str, Any]) -> bool:
    properties = {each["name"]: each["value"].get("value") for each in node.get("properties", [])}
    role = node["role"]["value"]
    return role in NAMED or (properties.get("focusable") and role not in ("RootWebArea", "generic"))


async def unseen_focus(page: Page, stops: int = 45) -> list[str]:
    """Walks by Tab; where the focus can't be seen."""
    lost = []
    for _ in range(stops):
        await page.keyboard.press("Tab")
        found = await page.evaluate(OUTLINED)
        lost += [] if found is True else [found]
    return lost
