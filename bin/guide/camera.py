"""Who looks at the site, and how a part of a screen becomes a picture."""

import io
import re

from PIL import Image, ImageChops
from playwright.sync_api import expect

from tests.e2e.editing import enter

# Narrow: a picture is read 760 pixels wide. Tables are asked to be wider, and shown in part.
SIZE = {"width": 1100, "height": 2400}
WIDE = {"width": 1400, "height": 2400}
MARGIN = 12
# Less than would show the tops of letters in the next row.
BELOW = 4
COLOURS = 128
# How much a colour may differ and still be the same to the eye: edges of letters do, from run to run.
NOISE = 16
PATIENCE = 20_000
# What differs from day to day, what blinks, and what lies over a screen when it is taken as a whole.
BLANK = """
    .w-human-readable-date, .xdsoft_datetimepicker { display: none !important }
    [data-minimap-container], .w-field__comment-button { visibility: hidden !important }
    .js-translation-editor .complete li { visibility: hidden !important }
"""

# Typing and jumping leave a ring around a field, and a screen moved aside.
AT_REST = """() => {
    if (document.activeElement.matches("input, textarea, [contenteditable], [role=tab]")) {
        document.activeElement.blur();
    }
    document.querySelectorAll("*").forEach((element) => element.scrollTo({left: 0, behavior: "instant"}));
}"""

WORKSHOP = "Officine Esempio di Suzhou"
TOUR = "Putuo incontra Suzhou: un esempio"
CHAIN = "Accumulatori allo stato solido"


class Walk:
    """The site, and the browser of everybody who works at it."""

    def __init__(self, site, browser):
        self.site, self.browser = site, browser
        self._pages = {}

    def by(self, name):
        """The admin as somebody sees it, who signs in when first asked for."""
        if name not in self._pages:
            context = self.browser.new_context(
                base_url=self.site.url,
                locale="it-IT",
                timezone_id="Europe/Rome",
                viewport=SIZE,
                reduced_motion="reduce",
            )
            context.set_default_timeout(PATIENCE)
            self._pages[name] = context.new_page()
            enter(self._pages[name], name, self.site.password)
        return self._pages[name]


def taken(page, *parts):
    """The part of a screen that holds all of ``parts``, in few colours."""
    page.wait_for_load_state("networkidle")
    page.evaluate(AT_REST)
    page.mouse.move(0, 0)
    png = page.screenshot(clip=frame_around(page, parts), style=BLANK, animations="disabled", caret="hide")
    page.set_viewport_size(SIZE)
    picture = Image.open(io.BytesIO(png)).convert("RGB")
    return picture.quantize(COLOURS, method=Image.Quantize.MEDIANCUT, kmeans=1, dither=Image.Dither.NONE)


def keep(picture, path):
    """Store a picture, unless the one that is there looks the same."""
    if path.exists():
        before, now = Image.open(path).convert("RGB"), picture.convert("RGB")
        if before.size == now.size:
            differences = ImageChops.difference(before, now).getextrema()
            if max(most for _least, most in differences) <= NOISE:
                return
    picture.save(path, optimize=True)


def frame_around(page, parts):
    """A rectangle around parts of a screen, with a margin where it shows neither menu nor what is behind."""
    boxes = [part.bounding_box() for part in parts]
    left, top = min(box["x"] for box in boxes), min(box["y"] for box in boxes)
    right = max(box["x"] + box["width"] for box in boxes)
    bottom = max(box["y"] + box["height"] for box in boxes)
    if page.get_by_role("dialog").count():
        return {"x": left, "y": top, "width": right - left, "height": bottom - top}
    menu = page.get_by_role("main").bounding_box()["x"]
    x, y = max(menu if left >= menu else 0, left - MARGIN), max(0, top - MARGIN)
    return {
        "x": x,
        "y": y,
        "width": min(page.viewport_size["width"], right + MARGIN) - x,
        "height": bottom + BELOW - y,
    }


def panel_of(page, heading):
    """A panel of the editing screen by its heading."""
    return page.get_by_role("region", name=re.compile(rf"^{heading}\*?$"))


def head_of(page):
    """The bar with the heading, on top of a list or a screen."""
    return page.locator(".w-slim-header").first


def open_side(page, name, button):
    """A panel at the side of the editing screen, opened by its button on top."""
    # The translation editor has each twice, and opens the first.
    panel = page.locator(f"[data-side-panel={name}]").first
    # The one that somebody opened last opens by itself.
    page.wait_for_load_state("networkidle")
    if not panel.is_visible():
        page.get_by_role("button", name=button).first.click()
    expect(panel).to_be_visible()
    return panel


def what_is_left(page):
    """The panel that tells what the page should have before it is published."""
    return open_side(page, "done", "Mostra che cosa resta prima di pubblicare")


def parts_of(side):
    """What a panel at the side shows, without the empty rest of it."""
    return side.get_by_role("heading").first, side.locator("ul, dl")
