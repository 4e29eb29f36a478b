"""Many visitors of the app at once, each a page of its own in one browser."""

import asyncio
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from tests.browser.server import ARGUMENTS, CHROMIUM

if TYPE_CHECKING:
    from playwright.async_api import Browser, Page

EVERY_SECONDS = 10.0
_LONGEST_MS = 60_000
_OVER = ":is([data-state=done], [data-state=failed], [data-state=interrupted])"


@dataclass(frozen=True, slots=True, kw_only=True)
class Crowd:
    """Seconds from Enter to the answer on the screen, one a question, and what went wrong."""

    seconds: list[float] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)


async def visit_all(address: str, questions: Sequence[str], *, users: int, seconds: float) -> Crowd:
    """Opens the pages, lets the models warm with a question, and then has every user ask every ten seconds."""
    from playwright.async_api import async_playwright

    found = Crowd()
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        pages = [await _open(browser, address) for _ in range(users)]
        await _ask(pages[0], questions[0], 0)
        began = time.perf_counter()
        spread = [EVERY_SECONDS * at / users for at in range(users)]
        tasks = [_visit(page, questions[at:], spread[at], began + seconds, found, at) for at, page in enumerate(pages)]
        await asyncio.gather(*tasks)
        await browser.close()
    return found


async def _open(browser: "Browser", address: str) -> "Page":
    page = await (await browser.new_context(locale="en-GB")).new_page()
    page.set_default_timeout(_LONGEST_MS)
    await page.goto(address)
    await page.get_by_test_id("stChatInputTextArea").wait_for()
    return page


async def _visit(page: "Page", questions: Sequence[str], after: float, until: float, found: Crowd, user: int) -> None:
    """One user's questions, each at its time; who still waits for an answer asks as soon as it is there."""
    await asyncio.sleep(after)
    first = await page.locator(".cj-turn").count()
    for at, question in enumerate(questions, start=first):
        due = time.perf_counter() + EVERY_SECONDS
        if due > until + EVERY_SECONDS:
            return
        try:
            found.seconds.append(await _ask(page, question, at))
        except Exception as error:  # noqa: BLE001 - a failed question is a figure here
            found.errors.append(f"user {user}: {type(error).__name__}: {str(error)[:200]}")
            return
        await asyncio.sleep(max(0.0, due - time.perf_counter()))


async def _ask(page: "Page", question: str, at: int) -> float:
    field_of_question = page.get_by_test_id("stChatInputTextArea")
    await field_of_question.fill(question)
    began = time.perf_counter()
    await field_of_question.press("Enter")
    turn = page.locator(".cj-turn").nth(at)
    await turn.and_(page.locator(_OVER)).wait_for()
    spent = time.perf_counter() - began
    state = await turn.get_attribute("data-state")
    if state != "done":
        raise RuntimeError(f"{question!r} ended as {state}")
    return spent
