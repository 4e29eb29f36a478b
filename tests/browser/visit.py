"""What a visitor does, in the words of the tests."""

from dataclasses import dataclass, field

from playwright.sync_api import ConsoleMessage, Locator, Page, Request

ANSWER_MS = 120_000
PHONE = {"width": 390, "height": 844}
DESKTOP = {"width": 1360, "height": 880}

_STREAMLITS_OWN = "Cached ForwardMsg MISS"


@dataclass
class Visit:
    """A page of the app, with what it must never do: call another host, or complain to the console."""

    page: Page
    address: str
    strangers: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.page.on("request", self._note_request)
        self.page.on("console", self._note_console)
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))

    def open(self, path: str = "") -> None:
        """The page at a path, drawn."""
        self.page.goto(f"{self.address}/{path}", timeout=ANSWER_MS)
        self.page.locator(".cj-lead, .cj-turn, h1, h2").first.wait_for(timeout=ANSWER_MS)

    def ask(self, question: str) -> Locator:
        """The finished turn of a question typed into the page."""
        before = self.page.locator(".cj-turn").count()
        self.type(question)
        return self.finished(before)

    def type(self, question: str) -> None:
        """The question sent, and no waiting for what comes."""
        chat = self.page.get_by_test_id("stChatInputTextArea")
        chat.fill(question)
        chat.press("Enter")

    def settle(self) -> None:
        """The page when nothing moves any more: no skeletons, and no run under way."""
        self.page.wait_for_function(
            "!document.querySelector('[data-testid=stSkeleton]') && "
            "document.querySelector('[data-testid=stApp]')?.dataset.testScriptState !== 'running'",
            timeout=ANSWER_MS,
        )

    def finished(self, at: int) -> Locator:
        """The turn at a position, once it is over."""
        turn = self.page.locator(".cj-turn").nth(at)
        over = ", ".join(f'[data-state="{state}"]' for state in ("done", "stopped", "failed", "interrupted"))
        turn.and_(self.page.locator(over)).wait_for(timeout=ANSWER_MS)
        return turn

    def open_citation(self, turn: Locator, at: int = 0, *, blocks: int = 4) -> Locator:
        """The reader pane, opened by the nth chip of a turn, with a document of at least so many blocks in it."""
        turn.locator(".cj-chip").nth(at).click()
        pane = self.page.locator('.cj-reader[data-open="true"]')
        pane.locator(".cj-in-quote:not(.cj-md)").first.wait_for(timeout=ANSWER_MS)
        drawn = "least => document.querySelectorAll('.cj-reader-body .cj-block').length >= least"
        self.page.wait_for_function(drawn, arg=blocks, timeout=ANSWER_MS)
        return pane

    def _note_request(self, request: Request) -> None:
        if not request.url.startswith((self.address, self.address.replace("http", "ws"), "data:", "blob:")):
            self.strangers.append(request.url)

    def _note_console(self, message: ConsoleMessage) -> None:
        # Streamlit looks for its own server under the path of a page before it looks at the root.
        # A bug of Streamlit on a busy server, which it names as its own and recovers from.
        if _STREAMLITS_OWN in message.text:
            return
        if message.type == "error" and "/_stcore/" not in message.location.get("url", ""):
            self.complaints.append(message.text)
