import gzip
import ssl
import subprocess
import threading
import time
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from core.errors import LinkError
from core.settings import Settings
from ingest.fetch import FetchedPage, fetch, is_public

pytestmark = pytest.mark.local_server

Fetch = Callable[[str], FetchedPage]


class _Site(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        kind = self.path.strip("/").split("?")[0]
        getattr(self, kind.replace("-", "_"), self.missing)()

    def log_message(self, *_: object) -> None:
        """Says nothing."""

    def page(self) -> None:
        self._send(f"<html><body><p>You asked {self.headers['Host'].split(':')[0]}.</p></body></html>".encode())

    def report(self) -> None:
        self._send(b"%PDF-1.4", "application/pdf")

    def packed(self) -> None:
        self._send(gzip.compress(b"Packed words."), "text/plain", encoding="gzip")

    def moved(self) -> None:
        self._redirect("/page")

    def to_inside(self) -> None:
        self._redirect("http://inside.test:1/page")

    def to_file(self) -> None:
        self._redirect("file:///etc/passwd")

    def round(self) -> None:
        self._redirect("/round")

    def missing(self) -> None:
        self.send_error(404)

    def drip(self) -> None:
        self._head("text/plain")
        for _ in range(200):
            self._write(b"x")
            time.sleep(0.05)

    def endless(self) -> None:
        self._head("text/plain")
        while self._write(b"x" * 65_536):
            pass

    def bomb(self) -> None:
        self._send(gzip.compress(b"0" * 30_000_000), "text/plain", encoding="gzip")

    def _write(self, content: bytes) -> bool:
        try:
            self.wfile.write(content)
        except OSError:
            return False
        return True

    def _head(self, media_type: str, encoding: str = "") -> None:
        self.send_response(200)
        self.send_header("Content-Type", media_type)
        if encoding:
            self.send_header("Content-Encoding", encoding)
        self.end_headers()

    def _send(self, content: bytes, media_type: str = "text/html; charset=utf-8", encoding: str = "") -> None:
        self._head(media_type, encoding)
        self._write(content)

    def _redirect(self, to: str) -> None:
        self.send_response(302)
        self.send_header("Location", to)
        self.end_headers()


@pytest.fixture
def site() -> Iterator[ThreadingHTTPServer]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Site)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield server
    server.shutdown()
    server.server_close()


@pytest.fixture
def get(site: ThreadingHTTPServer, settings: Settings) -> Fetch:
    """Fetches from the local server under the name outside.test; every other name is at a private address."""
    quick = settings.model_copy(update={"fetch_seconds": 5.0, "max_file_mb": 1})
    resolve = lambda host, _: ["127.0.0.1"] if host == "outside.test" else ["10.0.0.7"]  # noqa: E731
    allow = lambda address: address == "127.0.0.1" or is_public(address)  # noqa: E731
    return lambda url: fetch(url.replace("PORT", str(site.server_port)), quick, resolve=resolve, allow=allow)


def test_a_page_is_fetched_under_its_own_name(get: Fetch) -> None:
    page = get("http://outside.test:PORT/page")
    assert b"You asked outside.test." in page.content
    assert page.ending == ".html"


@pytest.mark.parametrize(
    ("path", "ending", "content"), [("report", ".pdf", b"%PDF-1.4"), ("packed", ".txt", b"Packed words.")]
)
def test_what_is_fetched_gets_the_ending_of_its_type(get: Fetch, path: str, ending: str, content: bytes) -> None:
    page = get(f"http://outside.test:PORT/{path}")
    assert (page.ending, page.content) == (ending, content)


def test_a_redirect_is_followed_and_the_last_address_is_told(get: Fetch) -> None:
    assert get("http://outside.test:PORT/moved").url.endswith("/page")


@pytest.mark.parametrize(
    ("link", "says"),
    [
        ("http://inside.test/page", "inside a private network or this machine"),
        ("http://outside.test:PORT/to-inside", "'inside.test' is at 10.0.0.7"),
        ("http://outside.test:PORT/to-file", "not a web address"),
        ("http://outside.test:PORT/round", "redirects more than 5 times"),
        ("http://outside.test:PORT/missing", "answered 404"),
        ("http://outside.test:PORT/drip", "COTEJO_FETCH_SECONDS=5"),
        ("http://outside.test:PORT/endless", "COTEJO_MAX_FILE_MB=1"),
        ("http://outside.test:PORT/bomb", "COTEJO_MAX_FILE_MB=1"),
        ("http://user:secret@outside.test/", "name or password"),
        ("ftp://outside.test/a", "http://"),
        ("outside.test/a", "http://"),
        ("http://[::1", "not a web address"),
        ("http://outside.test:1/page", "cannot be fetched"),
    ],
)
def test_a_link_that_may_not_or_cannot_be_fetched_says_why(get: Fetch, link: str, says: str) -> None:
    started = time.monotonic()
    with pytest.raises(LinkError, match=says):
        get(link)
    assert time.monotonic() - started < 9


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1", "127.9.9.9", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1", "0.0.0.0",  # noqa: S104
        "224.0.0.1", "255.255.255.255", "::1", "::", "fe80::1", "fe80::1%eth0", "fc00::1",
        "::ffff:127.0.0.1", "::ffff:10.0.0.1",
        "2002:7f00:1::",
    ],
)  # fmt: skip
def test_no_inside_address_is_public(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize("address", ["93.184.216.34", "2606:2800:220:1:248:1893:25c8:1946"])
def test_an_address_of_the_internet_is_public(address: str) -> None:
    assert is_public(address)


@pytest.mark.parametrize(
    "link", ["http://127.0.0.1:8000/", "http://localhost/", "http://[::1]/", "http://0x7f000001/", "http://2130706433/"]
)
def test_by_default_this_machine_is_not_fetched_however_it_is_spelt(settings: Settings, link: str) -> None:
    with pytest.raises(LinkError, match="never fetched|could not be found"):
        fetch(link, settings)


def test_a_host_that_resolves_to_a_public_and_a_private_address_is_refused(settings: Settings) -> None:
    with pytest.raises(LinkError, match="10.0.0.7"):
        fetch("http://both.test/", settings, resolve=lambda *_: ["93.184.216.34", "10.0.0.7"])


def test_a_name_server_that_does_not_answer_is_not_waited_for(settings: Settings) -> None:
    quick = settings.model_copy(update={"fetch_seconds": 0.2})

    def resolve(*_: object) -> list[str]:
        time.sleep(3)
        return ["93.184.216.34"]

    started = time.monotonic()
    with pytest.raises(LinkError, match="could not be found in time"):
        fetch("http://slow.test/", quick, resolve=resolve)
    assert time.monotonic() - started < 2


def test_a_wrong_certificate_is_told_as_such(settings: Settings, tmp_path: Path) -> None:
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Site)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(_own_certificate(tmp_path))
    server.socket = context.wrap_socket(server.socket, server_side=True)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        with pytest.raises(LinkError, match="certificate is not valid"):
            fetch(
                f"https://outside.test:{server.server_port}/page",
                settings,
                resolve=lambda *_: ["127.0.0.1"],
                allow=lambda _: True,
            )
    finally:
        server.shutdown()
        server.server_close()


def _own_certificate(folder: Path) -> Path:
    """A certificate that nobody vouches for, with its key."""
    path = folder / "own.pem"
    made = ["-keyout", str(path), "-out", str(path.with_suffix(".crt")), "-subj", "/CN=outside.test"]
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "1", *made],
        check=True,
        capture_output=True,
    )
    path.write_bytes(path.read_bytes() + path.with_suffix(".crt").read_bytes())
    return path
