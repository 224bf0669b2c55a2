"""What a member waits for in the playground's page: from a key press until it is on the screen."""

from pathlib import Path

from playwright.async_api import Browser, Page

from bench.figures import Row
from bench.stand import OURS, Stand
from tests.support.browser import chromium, window
from tests.support.required import THINGS

ROUNDS = 50
PAUSE = 150  # milliseconds; the page asks for suggestions at most every 100
# When a key was pressed, and when the next frame after what was waited for is drawn.
PRESSED = """() => new Promise((done) => addEventListener("keydown",
  (event) => done(performance.timeOrigin + event.timeStamp), { once: true, capture: true }))"""
SHOWN = """([kind, words]) => new Promise((done) => {
  const look = (_, observer) => {
    if (![...document.querySelectorAll(kind)].some((node) => node.textContent.includes(words)))
      return;
    observer.disconnect();
    requestAnimationFrame(() => done(performance.timeOrigin + performance.now()));
  };
  new MutationObserver(look).observe(document.body, { childList: true, subtree: true });
})"""


async def rows(folder: Path) -> list[Row]:
    """Medians under 100 ms are the aim."""
    if not THINGS["browser"][0]():
        print("The page wasn't measured: Chromium isn't installed.")
        return []
    async with Stand(folder, OURS) as stand, stand.ready(), chromium() as browser:
        return await _measured(stand, browser)


async def _measured(stand: Stand, browser: Browser) -> list[Row]:
    async with window(browser, []) as here, window(browser, []) as there:
        ada, ravi = await here.new_page(), await there.new_page()
        await ada.goto(_address(stand, "Ada"))
        await ravi.goto(_address(stand, "Ravi"))
        messages = [await _message(ada, ravi, number) for number in range(ROUNDS)]
        return [
            Row("page: key press to autocomplete shown", await _suggestions(ada)),
            Row("page: message posted to message seen", messages),
        ]


def _address(stand: Stand, name: str) -> str:
    world = stand.town.world
    person = next(id for id, user in world.users.items() if user["global_name"] == name)
    channel = next(each["id"] for each in world.text_channels() if each["name"] == "study-hall")
    return f"{stand.town.url}/?as={person}#/{channel}"


async def _message(ada: Page, ravi: Page, number: int) -> float:
    """From Ada's Enter to Ravi's screen; one clock, as both are on this machine."""
    words = f"Message {number}."
    await ada.get_by_role("textbox", name="Message").fill(words)
    return await _waited(ada, "Enter", ravi, "article", words)


async def _suggestions(ada: Page) -> list[float]:
    await ada.get_by_role("textbox", name="Message").fill("/checkin ")
    await ada.keyboard.type("read chapter 2")
    await ada.get_by_role("button", name="optional").click()
    await ada.get_by_role("option", name="day").click()
    times = []
    for _ in range(ROUNDS):
        await ada.get_by_role("textbox", name="day").fill("")
        await ada.wait_for_timeout(PAUSE)
        await ada.keyboard.press("Escape")
        await ada.get_by_role("option").first.wait_for(state="hidden")
        times.append(await _waited(ada, "t", ada, ".list .option", "day"))
    return times


async def _waited(page: Page, key: str, screen: Page, kind: str, words: str) -> float:
    """Milliseconds from the key on one page to the words on the other, which may be the same."""
    await page.evaluate(f"() => {{ window.pressed = ({PRESSED})(); }}")
    await screen.evaluate(f"(what) => {{ window.shown = ({SHOWN})(what); }}", [kind, words])
    await page.keyboard.press(key)
    shown: float = await screen.evaluate("window.shown")
    pressed: float = await page.evaluate("window.pressed")
    return shown - pressed
