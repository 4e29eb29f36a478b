"""For everybody: contrast and labels, keyboard alone, a phone, the dark, and Spanish."""

from typing import Literal

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.browser.visit import PHONE, Visit

pytestmark = pytest.mark.browser

QUESTION = "Why was Ovidio Guzmán released?"


def _violations(visit: Visit) -> list[str]:
    """Serious faults that axe-core finds, with where they are."""
    found = Axe().run(visit.page).response["violations"]
    return [
        f"{one['id']}: {node['target']} {node.get('failureSummary', '')}"
        for one in found
        if one["impact"] in ("serious", "critical")
        for node in one["nodes"]
    ]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_page_has_a_serious_fault_of_access(visit: Visit, scheme: Literal["light", "dark"]) -> None:
    visit.page.emulate_media(color_scheme=scheme)
    visit.open()
    assert _violations(visit) == []
    visit.open_citation(visit.ask(QUESTION))
    assert _violations(visit) == []
    for path in ("library", "evaluation", "reader"):
        visit.open(path)
        visit.settle()
        found = _violations(visit)
        assert found == [], found


def test_the_keyboard_alone_asks_opens_a_citation_and_comes_back(visit: Visit) -> None:
    visit.open()
    keyboard, page = visit.page.keyboard, visit.page
    page.get_by_test_id("stChatInputTextArea").focus()
    keyboard.type(QUESTION)
    keyboard.press("Enter")
    turn = visit.finished(0)
    turn.locator(".cj-chip").first.focus()
    turn.locator(".cj-card.cj-on").wait_for()
    keyboard.press("Enter")
    page.locator('.cj-reader[data-open="true"] .cj-title').wait_for()
    assert page.evaluate("document.activeElement.className") == "cj-title"
    if turn.locator(".cj-source").count() > 1:
        keyboard.press("ArrowRight")
        assert page.locator(".cj-reader .cj-count").inner_text().startswith("2 of")
    keyboard.press("Escape")
    assert page.locator('.cj-reader[data-open="true"]').count() == 0
    assert "cj-chip" in page.evaluate("document.activeElement.className")


def test_a_phone_shows_everything_without_scrolling_sideways(visit: Visit) -> None:
    visit.page.set_viewport_size(PHONE)  # type: ignore[arg-type]
    visit.open()
    turn = visit.ask(QUESTION)
    assert visit.page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    box = visit.open_citation(turn).bounding_box()
    assert box is not None
    assert (box["x"], box["width"], box["height"]) == (0, PHONE["width"], PHONE["height"])
    visit.page.get_by_role("button", name="Close").click()
    assert turn.is_visible()


def test_a_spanish_browser_gets_a_spanish_page(visit: Visit) -> None:
    visit.open("?lang=es")
    visit.page.get_by_placeholder("Pregunte a los documentos…").wait_for()
    turn = visit.ask(QUESTION)
    assert "Buscó en 4 documentos" in turn.inner_text()
    visit.page.get_by_role("link", name="Biblioteca").wait_for()
