"""Screenshots of every page in light, dark and phone width: `python -m tests.browser.shots [FOLDER [LOOK]]`."""

import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Literal

from playwright.sync_api import Browser, ViewportSize, sync_playwright

from tests.browser.server import ARGUMENTS, CHROMIUM, prepare, serving
from tests.browser.visit import ANSWER_MS, DESKTOP, PHONE, Visit

LOOKS: tuple[tuple[str, Literal["light", "dark"], dict[str, int]], ...] = (
    ("light", "light", DESKTOP),
    ("dark", "dark", DESKTOP),
    ("phone", "light", PHONE),
)


def take(visit: Visit, shoot: Callable[[str], None]) -> None:
    """Every page and state worth a look, in the order in which a visitor meets them."""
    visit.open()
    visit.settle()
    shoot("1-start")
    turn = visit.ask("Why was Ovidio Guzmán released?")
    visit.settle()
    turn.locator(".cj-chip").first.hover()
    shoot("2-answer")
    visit.open_citation(turn)
    shoot("3-citation")
    visit.open()
    visit.ask("What will the homicide rate be in 2030?")
    visit.settle()
    shoot("4-refusal")
    for number, path in ((5, "library"), (6, "evaluation"), (7, "reader")):
        visit.open(path)
        visit.settle()
        shoot(f"{number}-{path}")


def shoot_all(browser: Browser, address: str, folder: Path, only: str) -> None:
    """One file a page and look: `1-start-light.png`."""
    for look, scheme, size in (one for one in LOOKS if only in ("", one[0])):
        viewport = ViewportSize(width=size["width"], height=size["height"])
        context = browser.new_context(viewport=viewport, color_scheme=scheme, locale="en-GB", device_scale_factor=1.5)
        context.set_default_timeout(ANSWER_MS)
        page = context.new_page()

        def shoot(name: str, look: str = look, page: object = page) -> None:
            page.wait_for_timeout(600)  # type: ignore[attr-defined]
            page.screenshot(path=folder / f"{name}-{look}.png")  # type: ignore[attr-defined]

        take(Visit(page, address), shoot)
        context.close()


def main() -> None:
    """Prepares a small library, serves it and takes the pictures."""
    folder = Path(sys.argv[1] if len(sys.argv) > 1 else "build/shots")
    folder.mkdir(parents=True, exist_ok=True)
    with (
        tempfile.TemporaryDirectory() as made,
        serving(prepare(Path(made))) as address,
        sync_playwright() as playwright,
    ):
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        shoot_all(browser, address, folder, sys.argv[2] if len(sys.argv) > 2 else "")
        browser.close()


if __name__ == "__main__":
    main()
