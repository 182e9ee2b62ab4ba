"""Take the pictures of the editors' guide: ``make guide`` writes docs/images/guide/NAME.png.

Starts a site of its own with the starter content and people of all roles, and walks through publishing
a tour as the guide tells it, step by step (``bin/guide/``): a further picture is a further step.
What differs from day to day is left out of the pictures.
"""

import sys
import tempfile
from pathlib import Path

from playwright.sync_api import expect, sync_playwright

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from guide import reviewing, translating, writing  # noqa: E402
from guide.camera import PATIENCE, Walk, keep, taken  # noqa: E402

from tests.e2e.people import MAKE_PEOPLE  # noqa: E402
from tests.e2e.running import chromium, running_site  # noqa: E402

STEPS = (*writing.STEPS, *reviewing.STEPS, *translating.STEPS)
FOLDER = ROOT / "docs" / "images" / "guide"


def main():
    expect.set_options(timeout=PATIENCE)
    FOLDER.mkdir(parents=True, exist_ok=True)
    with (
        tempfile.TemporaryDirectory() as folder,
        running_site(Path(folder)) as site,
        sync_playwright() as play,
    ):
        site.answer(MAKE_PEOPLE.format(password=site.password))
        walk = Walk(site, play.chromium.launch(**chromium()))
        for step in STEPS:
            picture = FOLDER / f"{step.__name__}.png"
            keep(taken(*step(walk)), picture)
            print(f"{picture.relative_to(ROOT)}: {picture.stat().st_size // 1024} kB", flush=True)
        walk.browser.close()
    wanted = {step.__name__ for step in STEPS}
    for picture in FOLDER.glob("*.png"):
        if picture.stem not in wanted:
            picture.unlink()


if __name__ == "__main__":
    main()
