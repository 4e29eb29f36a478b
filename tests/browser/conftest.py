from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, sync_playwright

from tests.browser.server import ARGUMENTS, CHROMIUM, Place, prepare, serving
from tests.browser.visit import ANSWER_MS, DESKTOP, Visit


@pytest.fixture(scope="session")
def place(tmp_path_factory: pytest.TempPathFactory) -> Place:
    """A small library, indexed once for all browser tests."""
    return prepare(tmp_path_factory.mktemp("browser"))


@pytest.fixture(scope="session")
def address(place: Place) -> Iterator[str]:
    """The real app over it."""
    with serving(place) as address:
        yield address


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """Debian's Chromium."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture
def visit(chromium: Browser, address: str) -> Iterator[Visit]:
    """A visitor with a fresh browser, who leaves behind no call to a stranger and no complaint."""
    context = chromium.new_context(viewport=DESKTOP, locale="en-GB", accept_downloads=True)  # type: ignore[arg-type]
    context.set_default_timeout(ANSWER_MS)  # the machine may be busy with something else
    visit = Visit(context.new_page(), address)
    yield visit
    context.close()
    assert visit.strangers == []
    assert visit.complaints == []
