"""`make bench-app`: the real app in a real browser, over the index at hand; each figure beside its budget.

Conversations go to a temporary database. The browser runs on the same cores, so what it costs counts against the app.
"""

import argparse
import asyncio
import os
import statistics
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import cycle, islice
from pathlib import Path

from playwright.sync_api import Browser, Locator, Page, sync_playwright

from bench.crowd import Crowd, visit_all
from bench.ingest import Figure
from core.settings import load_settings
from evals.questions import load_set
from tests.browser.server import ARGUMENTS, CHROMIUM, Server, serve
from tests.browser.visit import DESKTOP, Visit

MEGABYTE = 1024 * 1024
_OPENED_MS = """chip => new Promise(done => {
  const began = performance.now();
  const look = () => document.querySelector('.cj-reader[data-open="true"] .cj-in-quote')
    ? done(performance.now() - began) : requestAnimationFrame(look);
  chip.click();
  look();
})"""


def starts(browser: Browser, folder: Path, questions: Sequence[str], rounds: int) -> Iterator[Figure]:
    """How soon a server just started shows its page, takes a question and answers it: medians over some starts."""
    told = [_one_start(browser, folder, questions[0]) for _ in range(rounds)]
    first, paint, taken, answered, again = (statistics.median(one) for one in zip(*told, strict=True))
    yield _seconds("first contentful paint of a server just started", first, 2)
    yield _seconds("the same until the field for the question is there", paint, 2)
    yield _seconds("a question is taken while the models warm", taken, 2)
    yield _seconds("first answer, from the start of the server", answered, 8)
    yield _seconds("the field for the next visitor", again, 2)


def _one_start(browser: Browser, folder: Path, question: str) -> tuple[float, float, float, float, float]:
    began = time.perf_counter()
    with _server(folder) as server:
        visit = _new_visit(browser, server)
        paint = _paint_seconds(visit)
        first = visit.page.evaluate("performance.getEntriesByName('first-contentful-paint')[0].startTime / 1000")
        sent = time.perf_counter()
        visit.type(question)
        visit.page.locator(".cj-turn").wait_for()
        taken = time.perf_counter() - sent
        visit.finished(0)
        answered = time.perf_counter() - began
        visit.page.context.close()
        guest = _new_visit(browser, server)
        again = _paint_seconds(guest)
        guest.page.context.close()
    return first, paint, taken, answered, again


def _paint_seconds(visit: Visit) -> float:
    """From the call of the address to the field for the question, with all that stands above it."""
    began = time.perf_counter()
    visit.open()
    visit.page.get_by_test_id("stChatInputTextArea").wait_for()
    return time.perf_counter() - began


def citations(visit: Visit, questions: Sequence[str]) -> Figure:
    """Milliseconds from the click on a chip to the highlighted words, the slowest of all."""
    visit.open()
    told: list[float] = []
    for question in questions:
        turn = visit.ask(question)
        told += [_opened_ms(visit.page, chip) for chip in turn.locator(".cj-chip").all()]
    what = f"a citation opens, slowest of {len(told)} (median {statistics.median(told):.0f} ms)"
    return Figure(what=what, value=f"{max(told):.0f} ms", budget="≤ 300 ms", good=max(told) <= 300)


def _opened_ms(page: Page, chip: Locator) -> float:
    spent: float = chip.evaluate(_OPENED_MS)
    page.get_by_role("button", name="Close").click()
    return spent


def crowd(server: Server, questions: Sequence[str], users: int, seconds: int) -> Iterator[Figure]:
    """Many visitors at once, each asking every ten seconds, from Enter to the answer on the screen."""
    found = asyncio.run(visit_all(server.address, questions, users=users, seconds=seconds))
    yield _crowd_figure(found, users)
    what = f"questions of these that failed, of {len(found.seconds) + len(found.errors)}"
    yield Figure(what=what, value=str(len(found.errors)), budget="0", good=not found.errors)
    for error in found.errors[:3]:
        print(f"      {error}", flush=True)


def _crowd_figure(found: Crowd, users: int) -> Figure:
    told = sorted(found.seconds)
    tail = statistics.quantiles(told, n=20)[-1]
    what = f"p95 of an answer with {users} users (median {statistics.median(told):.2f} s, slowest {told[-1]:.2f} s)"
    return Figure(what=what, value=f"{tail:.2f} s", budget="≤ 3 s", good=tail <= 3)


def endurance(browser: Browser, server: Server, questions: Sequence[str], most: int) -> Iterator[Figure]:
    """The memory of the server while one visitor after the other asks ten questions."""
    told: list[float] = []
    asked = islice(cycle(questions), most)
    while batch := tuple(islice(asked, 10)):
        visit = _new_visit(browser, server)
        visit.open()
        for question in batch:
            visit.ask(question)
        visit.page.context.close()
        told.append(_resident_megabytes(server.pid))
    settled = told[len(told) // 5 :]
    growth = settled[-1] / settled[0] - 1
    course = ", ".join(f"{one:.0f}" for one in told[:: max(1, len(told) // 6)])
    what = f"memory over {most} questions, growth after the first fifth ({course} MB)"
    yield Figure(what=what, value=f"{growth:+.1%}", budget="≤ 3%", good=growth <= 0.03)
    yield Figure(what="most memory resident", value=f"{max(told):.0f} MB", budget="≤ 1200 MB", good=max(told) <= 1200)


def _resident_megabytes(pid: int) -> float:
    pages = int(Path(f"/proc/{pid}/statm").read_text(encoding="ascii").split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / MEGABYTE


@contextmanager
def _server(folder: Path) -> Iterator[Server]:
    own = {"COTEJO_DATABASE_URL": f"sqlite:///{folder / 'conversations.sqlite'}"}
    with serve(os.environ | own, folder / "server.log") as server:
        yield server


def _new_visit(browser: Browser, server: Server) -> Visit:
    context = browser.new_context(viewport=DESKTOP, locale="en-GB")  # type: ignore[arg-type]
    return Visit(context.new_page(), server.address)


def _seconds(what: str, value: float, budget: int) -> Figure:
    return Figure(what=what, value=f"{value:.2f} s", budget=f"≤ {budget} s", good=value <= budget)


def _questions(wanted: str) -> tuple[str, ...]:
    """Questions that stand on their own, from a set of the project."""
    return tuple(one.question for one in load_set(load_settings(), wanted) if not one.history)


def main() -> None:
    """Measures and prints."""
    parser = argparse.ArgumentParser(
        prog="python -m bench.app", description="The app: start, citations, crowd, memory."
    )
    parser.add_argument("--only", choices=("starts", "citations", "crowd", "memory"), help="one part alone")
    parser.add_argument("--set", default="dev", help="the questions that are asked")
    parser.add_argument("--rounds", type=int, default=3, help="starts of the server")
    parser.add_argument("--users", type=int, default=20)
    parser.add_argument("--seconds", type=int, default=120, help="how long the users ask")
    parser.add_argument("--most", type=int, default=500, help="questions for the memory")
    wanted = parser.parse_args()
    with tempfile.TemporaryDirectory() as made:
        for figure in _measure(Path(made), wanted):
            print(
                f"{'ok  ' if figure.good else 'MISS'}  {figure.what}: {figure.value} (budget {figure.budget})",
                flush=True,
            )


def _measure(folder: Path, wanted: argparse.Namespace) -> Iterator[Figure]:
    questions = _questions(wanted.set)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        if wanted.only in (None, "starts"):
            yield from starts(browser, folder, questions, wanted.rounds)
        if wanted.only in (None, "citations", "memory"):
            yield from _warm(browser, folder, questions, wanted)
    if wanted.only in (None, "crowd"):
        with _server(folder) as server:
            yield from crowd(server, questions, wanted.users, wanted.seconds)


def _warm(browser: Browser, folder: Path, questions: Sequence[str], wanted: argparse.Namespace) -> Iterator[Figure]:
    with _server(folder) as server:
        visit = _new_visit(browser, server)
        visit.open()
        visit.ask(questions[0])  # the models are warm from here on
        if wanted.only != "memory":
            yield citations(visit, questions[:12])
        visit.page.context.close()
        if wanted.only != "citations":
            yield from endurance(browser, server, questions, wanted.most)


if __name__ == "__main__":
    main()
