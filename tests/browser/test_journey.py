"""A new visitor's way through the app, on the real app with the real models."""

import json
import sys
from pathlib import Path

import pytest

from tests.browser.server import Place, run
from tests.browser.visit import Visit

pytestmark = pytest.mark.browser

FIRST_HALF = "How many people were killed in Mexico in the first half of 2019?"
_OPENED_MS = """chip => new Promise(done => {
  const began = performance.now();
  const look = () => document.querySelector('.cj-reader[data-open="true"] .cj-in-quote')
    ? done(performance.now() - began) : requestAnimationFrame(look);
  chip.click();
  look();
})"""


def test_a_starting_question_is_answered_in_exact_quotes_that_open_at_the_cited_words(visit: Visit) -> None:
    visit.open()
    visit.page.get_by_role("button", name=FIRST_HALF).click()
    turn = visit.finished(0)
    assert turn.get_attribute("data-state") == "done"
    assert "17,608" in turn.inner_text()
    assert "?c=" in visit.page.url
    quote = turn.locator(".cj-quoted .cj-text").first.text_content()
    pane = visit.open_citation(turn)
    assert "".join(pane.locator(".cj-in-quote").all_text_contents()) == quote


def test_a_chip_shows_its_quote_under_the_pointer_and_opens_within_300_ms(visit: Visit) -> None:
    visit.open()
    turn = visit.ask(FIRST_HALF)
    chip = turn.locator(".cj-chip").first
    chip.hover()
    card = turn.locator(".cj-card.cj-on")
    assert turn.locator(".cj-quoted .cj-text").first.text_content() == card.locator(".cj-card-quote").text_content()
    assert card.locator(".cj-card-title").inner_text()
    visit.page.mouse.move(5, 5)
    assert chip.evaluate(_OPENED_MS) <= 300


def test_follow_ups_that_come_while_a_citation_is_pressed_do_not_take_it_away(visit: Visit) -> None:
    visit.open()
    turn = visit.ask(FIRST_HALF)
    turn.locator(".cj-chip").first.hover()
    visit.page.mouse.down()
    turn.locator(".cj-suggestion").first.wait_for()
    visit.page.mouse.up()
    visit.page.locator('.cj-reader[data-open="true"] .cj-in-quote:not(.cj-md)').first.wait_for()


def test_a_question_that_the_documents_do_not_answer_is_refused_with_what_was_searched(visit: Visit) -> None:
    visit.open()
    turn = visit.ask("Who won the football world cup in 1998?")
    assert turn.locator(".cj-outcome").inner_text() == "The documents do not say."
    assert "Searched 4 documents" in turn.inner_text()
    assert turn.locator(".cj-chip").count() == 0
    turn.locator(".cj-near").first.click()
    visit.page.locator('.cj-reader[data-open="true"] .cj-in-quote:not(.cj-md)').first.wait_for()


def test_a_follow_up_shows_what_was_searched_for_and_lets_it_be_changed(visit: Visit) -> None:
    visit.open()
    visit.ask("Why was Ovidio Guzmán released?")
    turn = visit.ask("When was he captured?")
    searched = turn.locator(".cj-query q")
    assert "Guzmán" in searched.inner_text()
    turn.get_by_role("button", name="Edit and search again").click()
    field = turn.locator(".cj-query input")
    field.fill("When was Ovidio Guzmán captured in Culiacán?")
    field.press("Enter")
    again = visit.finished(2)
    assert again.locator(".cj-query q").inner_text() == "When was Ovidio Guzmán captured in Culiacán?"


def test_three_turns_each_keep_their_referent_their_sources_and_their_right_to_refuse(visit: Visit) -> None:
    visit.open()
    first = visit.ask("Why was Ovidio Guzmán released?")
    second = visit.ask("When was he captured?")
    third = visit.ask("Who won the football world cup in 1998?")
    for turn in (first, second):
        assert turn.locator(".cj-chip").count() >= 1
    assert "Guzmán" in second.locator(".cj-query q").inner_text()
    assert third.locator(".cj-outcome").inner_text() == "The documents do not say."
    assert third.locator(".cj-chip").count() == 0
    assert visit.open_citation(second).locator(".cj-in-quote").count() >= 1


def test_an_exported_evidence_file_holds_against_the_library_and_word_has_footnotes(
    visit: Visit, place: Place, tmp_path: Path
) -> None:
    visit.open()
    visit.ask(FIRST_HALF)
    saved = {}
    for name in ("Evidence file (JSON)", "Word, with footnotes"):
        visit.page.get_by_role("button", name="Export").first.click()
        with visit.page.expect_download() as download:
            visit.page.get_by_role("button", name=name).click()
        saved[name] = tmp_path / download.value.suggested_filename
        download.value.save_as(saved[name])
        visit.page.keyboard.press("Escape")
    evidence = saved["Evidence file (JSON)"]
    cited = [e for answer in json.loads(evidence.read_text())["answers"] for e in answer["evidence"]]
    done = run([sys.executable, "-m", "answering", "verify", str(evidence)], place)
    assert cited
    assert "quotes and statements hold" in done.stdout
    assert saved["Word, with footnotes"].read_bytes().startswith(b"PK")


def test_an_answer_judged_wrong_with_a_correction_becomes_a_test_question(visit: Visit, place: Place) -> None:
    visit.open()
    turn = visit.ask("How many members does the National Guard have?")
    turn.get_by_role("button", name="Something is wrong").click()
    turn.locator(".cj-correction textarea").fill("about 130,000")
    turn.get_by_role("button", name="Save").click()
    turn.get_by_role("button", name="Make it a test question").click()
    turn.get_by_text("It is a test question now.").wait_for()
    kept = (place.data / "evals" / "questions" / "user.jsonl").read_text(encoding="utf-8")
    assert "about 130,000" in kept
