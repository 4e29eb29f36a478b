"""A run on the page, from the start to a label of one's own."""

import pytest

from tests.browser.visit import ANSWER_MS, Visit

pytestmark = pytest.mark.browser


def test_a_small_run_shows_figures_and_plots_and_a_failure_can_be_labelled(visit: Visit) -> None:
    page = visit.page
    visit.open("evaluation")
    page.get_by_text("Start a run").click()
    choice = page.get_by_role("combobox", name="Question set")
    choice.click()
    choice.fill("tiny")
    page.get_by_role("option", name="tiny").click()
    page.get_by_role("textbox", name="Name (optional)").fill("first")
    page.get_by_role("button", name="Run", exact=True).click()
    page.get_by_text("Outcomes against gold").wait_for(timeout=ANSWER_MS)
    page.locator("[data-testid=stImage] img").nth(2).wait_for()

    page.get_by_role("tab", name="Questions", exact=True).click()
    page.get_by_text("no document says this").wait_for()
    page.get_by_role("button", name="It is right").click()
    page.get_by_text("You labelled this answer as right.").wait_for()
    page.get_by_text("How far the checks agree with you").wait_for()
