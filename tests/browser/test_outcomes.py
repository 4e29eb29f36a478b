"""How the page draws each way in which a question can end."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from tests.browser.server import Place, serving
from tests.browser.toy_app import CORRECTED, DISAGREED, TRANSLATED, WITHHELD
from tests.browser.visit import ANSWER_MS, DESKTOP, Visit

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def toy_address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The pages over answers that are written in `toy_app`."""
    folder = tmp_path_factory.mktemp("toy")
    (folder / "library").mkdir()
    with serving(Place(library=folder / "library", data=folder / "data"), script="tests/browser/toy_app.py") as address:
        yield address


@pytest.fixture
def toy_visit(chromium: Browser, toy_address: str) -> Iterator[Visit]:
    """A visitor of these pages."""
    context = chromium.new_context(viewport=DESKTOP, locale="en-GB")  # type: ignore[arg-type]
    context.set_default_timeout(ANSWER_MS)
    visit = Visit(context.new_page(), toy_address)
    visit.open()
    yield visit
    context.close()
    assert (visit.strangers, visit.complaints) == ([], [])


def test_a_corrected_premise_is_said_before_the_sentence_that_corrects_it(toy_visit: Visit) -> None:
    turn = toy_visit.ask(CORRECTED)
    told = turn.inner_text()
    said = "The documents contradict what the question assumes"
    assert said in told
    assert told.index(said) < told.index("Critics call the Guard a second army.")
    assert toy_visit.open_citation(turn, blocks=2).locator(".cj-in-quote").first.inner_text().startswith("Critics")


def test_a_disagreement_is_told_beside_both_sentences_and_each_opens_its_source(toy_visit: Visit) -> None:
    turn = toy_visit.ask(DISAGREED)
    assert turn.locator(".cj-quoted").count() == 2
    assert turn.locator(".cj-notes").inner_text() == "The documents differ: 17,608 in “One”, 17,700 in “Two”."
    pane = toy_visit.open_citation(turn, blocks=2)
    assert pane.locator(".cj-title").inner_text() == "One"
    pane.get_by_role("button", name="Next citation").click()
    pane.get_by_role("heading", name="Two", exact=True).first.wait_for()


def test_a_sentence_that_nothing_supports_is_counted_and_struck_through(toy_visit: Visit) -> None:
    turn = toy_visit.ask(WITHHELD)
    held = turn.locator(".cj-withheld")
    assert held.locator("del").is_hidden()
    held.get_by_text("1 sentence was withheld").click()
    assert held.locator("del").inner_text() == "It flies."


def test_a_translation_stands_under_the_quotation_and_says_what_it_is(toy_visit: Visit) -> None:
    turn = toy_visit.ask(TRANSLATED)
    said = "Translated by a language model: Un segundo ejército."
    statement = turn.locator(".cj-statement").first
    assert statement.locator(".cj-translation").inner_text() == said
    turn.locator(".cj-chip").first.hover()
    assert "Un segundo ejército." in turn.page.locator(".cj-card.cj-on").inner_text()


def test_a_question_that_was_just_asked_comes_to_the_top_of_the_window(toy_visit: Visit) -> None:
    for question in (DISAGREED, CORRECTED, WITHHELD):
        turn = toy_visit.ask(question)
    toy_visit.page.wait_for_function(
        "turn => { const at = turn.getBoundingClientRect().top; return 0 <= at && at < innerHeight / 4 }",
        arg=turn.element_handle(),
    )


def test_a_library_of_ones_own_needs_no_word_about_itself(toy_visit: Visit) -> None:
    assert toy_visit.page.locator(".cj-lead").inner_text() == "Cotejo"
    assert toy_visit.page.get_by_text("Questions to start with").count() == 0
