"""Nothing is lost: reloads, restarts, stops, and visitors side by side."""

import re

import pytest
from playwright.sync_api import Browser

from tests.browser.server import Place, serving
from tests.browser.visit import ANSWER_MS, DESKTOP, Visit

pytestmark = pytest.mark.browser

QUESTION = "Why was Ovidio Guzmán released?"


def _has_address(visit: Visit) -> None:
    visit.page.wait_for_url(re.compile(r"\?c="))


def test_a_reload_in_mid_answer_finds_it_complete_and_in_the_list(visit: Visit) -> None:
    visit.open()
    visit.type(QUESTION)
    _has_address(visit)
    visit.page.reload()
    assert visit.finished(0).get_attribute("data-state") == "done"
    assert visit.page.get_by_test_id("stSidebar").get_by_role("button", name=QUESTION).count() == 1


def test_turning_to_another_page_in_mid_answer_loses_nothing(visit: Visit) -> None:
    visit.open()
    visit.type(QUESTION)
    _has_address(visit)
    visit.page.get_by_role("link", name="Reader").click()
    visit.page.locator(".cj-reader[data-mode='page']").wait_for(timeout=ANSWER_MS)
    visit.page.get_by_test_id("stSidebar").get_by_role("button", name=QUESTION).click()
    assert visit.finished(0).get_attribute("data-state") == "done"


def test_another_visitor_sees_a_shared_address_and_nothing_else(visit: Visit, chromium: Browser, address: str) -> None:
    visit.open()
    visit.ask(QUESTION)
    context = chromium.new_context(viewport=DESKTOP)  # type: ignore[arg-type]
    guest = Visit(context.new_page(), address)
    guest.open()
    assert guest.page.get_by_text("No conversations yet.").count() == 1
    guest.open(f"?{visit.page.url.split('?')[1]}")
    assert guest.page.locator(".cj-question").inner_text() == QUESTION
    assert guest.page.get_by_test_id("stChatInputTextArea").count() == 0
    assert guest.page.locator(".cj-tool").count() == 0
    context.close()


def test_a_deleted_conversation_is_gone_from_list_and_address(visit: Visit) -> None:
    visit.open()
    visit.ask(QUESTION)
    path = f"?{visit.page.url.split('?')[1]}"
    visit.page.get_by_role("button", name="Conversation", exact=True).click()
    visit.page.get_by_role("button", name="Delete").click()
    visit.page.get_by_text("No conversations yet.").wait_for()
    visit.open(path)
    assert visit.page.get_by_text("There is no conversation at this address.").count() == 1


def test_a_cold_server_takes_questions_stops_them_and_a_restart_lets_them_be_asked_again(
    chromium: Browser, place: Place
) -> None:
    context = chromium.new_context(viewport=DESKTOP)  # type: ignore[arg-type]
    with serving(place) as address:
        visit = Visit(context.new_page(), address)
        visit.open()
        visit.type(QUESTION)
        visit.page.get_by_role("button", name="Stop").click()
        assert visit.finished(0).get_attribute("data-state") == "stopped"
        visit.page.get_by_role("button", name="Ask again").click()
        visit.page.locator(".cj-turn").nth(1).wait_for()
        path = f"?{visit.page.url.split('?')[1]}"
        visit.page.goto("about:blank")
    with serving(place) as address:
        visit = Visit(visit.page, address)
        visit.open(path)
        turn = visit.finished(1)
        if turn.get_attribute("data-state") == "interrupted":
            turn.get_by_role("button", name="Ask again").click()
            turn = visit.finished(2)
        assert turn.get_attribute("data-state") == "done"
    context.close()
