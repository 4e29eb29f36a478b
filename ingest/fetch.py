"""Links: http(s) only, public addresses only, each redirect checked again, size and time bounded."""

import ipaddress
import socket
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urljoin, urlsplit

from core.errors import LinkError
from core.settings import Settings

if TYPE_CHECKING:
    import httpx

MAX_REDIRECTS = 5
_BY_HAND = "Open it in a browser, save the page and add the file."
_AGENT = "Cotejo/0.1 (document reader; fetches one page at a person's request)"
_ENDINGS = {
    "text/html": ".html", "application/xhtml+xml": ".html", "application/pdf": ".pdf", "text/plain": ".txt",
    "text/markdown": ".md", "text/csv": ".csv", "application/epub+zip": ".epub",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": ".docx",
    "application/vnd.openxmlformats-officedocument.presentationml.presentation": ".pptx",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": ".xlsx",
}  # fmt: skip

Resolve = Callable[[str, int], list[str]]
Allow = Callable[[str], bool]


@dataclass(frozen=True, slots=True, kw_only=True)
class FetchedPage:
    """What a link gave, at the address where it was found in the end."""

    url: str
    content: bytes
    ending: str


def fetch(url: str, settings: Settings, *, resolve: Resolve | None = None, allow: Allow | None = None) -> FetchedPage:
    """What lies at a link; raises `LinkError` with the reason and what to do instead.

    `resolve` (host, port -> addresses) and `allow` (address -> may it be talked to) are there for tests against a local
    server; the default lets public addresses through and nothing else.
    """
    deadline = time.monotonic() + settings.fetch_seconds
    at = url
    for _ in range(MAX_REDIRECTS + 1):
        address = _checked_address(url, at, deadline, resolve or resolve_host, allow or is_public)
        answer = _get(url, at, address, deadline, settings)
        if isinstance(answer, FetchedPage):
            return answer
        at = urljoin(at, answer)
    raise LinkError(
        url, f"it redirects more than {MAX_REDIRECTS} times. Paste the address that the browser ends up at."
    )


def is_public(address: str) -> bool:
    """Whether an IP address is on the public Internet: not this machine, a private network, or a cloud's inside."""
    ip = ipaddress.ip_address(address.split("%", 1)[0])
    mapped = getattr(ip, "ipv4_mapped", None) or getattr(ip, "sixtofour", None)
    return ip.is_global and not ip.is_multicast and (mapped is None or is_public(str(mapped)))


def resolve_host(host: str, port: int) -> list[str]:
    """The addresses of a host."""
    return [str(entry[4][0]) for entry in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]


def _checked_address(url: str, at: str, deadline: float, resolve: Resolve, allow: Allow) -> str:
    """The address to connect to. The connection uses this very one, so that a name cannot change in between."""
    try:
        parts = urlsplit(at)
        host, port = parts.hostname, parts.port or (443 if parts.scheme == "https" else 80)
    except ValueError as error:
        raise LinkError(url, f"{at!r} is not a web address ({error}).") from error
    if parts.scheme not in ("http", "https") or not host:
        raise LinkError(
            url, f"{at!r} is not a web address. Only links that begin with http:// or https:// are fetched."
        )
    if parts.username or parts.password:
        raise LinkError(url, "a link with a name or password in it is not fetched. Download the page and add the file.")
    addresses = _resolve_in_time(url, host, port, deadline, resolve)
    refused = [address for address in addresses if not allow(address)]
    if refused:
        raise LinkError(
            url, f"{host!r} is at {refused[0]}, inside a private network or this machine, which is never fetched. "
            "Download the page and add the file."
        )  # fmt: skip
    return addresses[0]


def _resolve_in_time(url: str, host: str, port: int, deadline: float, resolve: Resolve) -> list[str]:
    """A name server that does not answer would hold up a run for longer than any time limit."""
    found: list[str] = []
    problem: list[Exception] = []

    def look_up() -> None:
        try:
            found.extend(resolve(host, port))
        except (OSError, UnicodeError) as error:
            problem.append(error)

    thread = threading.Thread(target=look_up, daemon=True)
    thread.start()
    thread.join(max(0.0, deadline - time.monotonic()))
    if not found:
        reason = f"({problem[0]})" if problem else "in time"
        raise LinkError(
            url, f"the host {host!r} could not be found {reason}. Is the address right, and is there a network?"
        )
    return found


def _get(url: str, at: str, address: str, deadline: float, settings: Settings) -> FetchedPage | str:
    """The page, or the address that it redirects to."""
    import httpx

    parts = urlsplit(at)
    host = parts.hostname or ""
    target = httpx.URL(at).copy_with(host=address)
    left = max(0.1, deadline - time.monotonic())
    headers = {
        "Host": parts.netloc,
        "User-Agent": _AGENT,
        "Accept": "text/html, application/pdf, text/*;q=0.9, */*;q=0.5",
    }
    try:
        with (
            httpx.Client(trust_env=False, timeout=left) as client,
            client.stream("GET", target, headers=headers, extensions={"sni_hostname": host}) as response,
        ):
            if response.is_redirect:
                return response.headers["location"]
            if response.status_code != 200:
                raise LinkError(
                    url,
                    f"the server answered {response.status_code}. {_BY_HAND}",
                )
            content = b"".join(_bounded(url, response, deadline, settings))
            return FetchedPage(url=at, content=content, ending=_ending(response, at))
    except httpx.TimeoutException as error:
        raise _too_slow(url, settings) from error
    except (httpx.HTTPError, httpx.InvalidURL, OSError) as error:
        raise LinkError(url, f"it cannot be fetched ({_told(error)}). {_BY_HAND}") from error


def _bounded(url: str, response: "httpx.Response", deadline: float, settings: Settings) -> Iterator[bytes]:
    """The body as it comes in, until it is too big or takes too long."""
    size = 0
    for piece in response.iter_bytes():
        size += len(piece)
        if size > settings.max_file_mb * 1_000_000:
            raise LinkError(url, f"it is larger than COTEJO_MAX_FILE_MB={settings.max_file_mb}.")
        if time.monotonic() > deadline:
            raise _too_slow(url, settings)
        yield piece


def _too_slow(url: str, settings: Settings) -> LinkError:
    return LinkError(
        url,
        f"it did not come within COTEJO_FETCH_SECONDS={settings.fetch_seconds:g}. {_BY_HAND}",
    )


def _told(error: Exception) -> str:
    if "CERTIFICATE_VERIFY_FAILED" in str(error):
        return "its certificate is not valid, so it may not be who it says"
    return str(error) or type(error).__name__


def _ending(response: "httpx.Response", at: str) -> str:
    media_type = response.headers.get("content-type", "").split(";")[0].strip().lower()
    if media_type in _ENDINGS:
        return _ENDINGS[media_type]
    path_ending = urlsplit(at).path.rsplit("/", 1)[-1].rpartition(".")[2].lower()
    return f".{path_ending}" if path_ending in {ending[1:] for ending in _ENDINGS.values()} else ".html"
