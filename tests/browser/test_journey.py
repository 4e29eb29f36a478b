"""A new visitor's way through the app, on the real app with the real models."""

import pytest

from tests.browser.visit import Visit

pytestmark = pytest.mark.browser

FIRST_HALF = "How many people were killed in Mexico in the first half of 2019?"


def test_a_question_is_answered_in_exact_quotes_that_open_at_the_cited_words(visit: Visit) -> None:
    visit.open()
    turn = visit.ask(FIRST_HALF)
    assert turn.get_attribute("data-state") == "done"
    assert "17,608" in turn.inner_text()
    assert "?c=" in visit.page.url
    quote = turn.locator(".cj-quoted .cj-text").first.text_content()
    pane = visit.open_citation(turn)
    assert quote is not None
    assert "".join(pane.locator(".cj-in-quote").all_text_contents()) == quote


def test_a_question_that_the_documents_do_not_answer_is_refused_with_what_was_searched(visit: Visit) -> None:
    visit.open()
    turn = visit.ask("Who won the football world cup in 1998?")
    assert turn.locator(".cj-outcome").inner_text() == "The documents do not say."
    assert "Searched 4 documents" in turn.inner_text()
    assert turn.locator(".cj-chip").count() == 0
