"""A process that reads risky formats: a file that hangs, crashes or eats memory takes this process down, not the run.

Speaks over its standard streams: a line of JSON with the request, then the bytes of the file; back comes JSON.
"""

import json
import os
import sys
from typing import Any

from core import errors
from core.errors import DocumentError
from ingest.formats.draft import Draft, Hidden
from ingest.formats.limits import Limits
from ingest.formats.readers import RISKY

MEMORY_BYTES = 4_000_000_000


def main() -> None:
    """Serves requests until the other side hangs up."""
    import resource

    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # a library that prints must not print into the answers
    while line := sys.stdin.buffer.readline():
        request = json.loads(line)
        content = sys.stdin.buffer.read(request["size"])
        answers.write(json.dumps(_answer(request, content)).encode() + b"\n")
        answers.flush()


def _answer(request: dict[str, Any], content: bytes) -> dict[str, Any]:
    name = request["name"]
    try:
        return {"draft": told_draft(RISKY[request["media_type"]](content, name, Limits(**request["limits"])))}
    except DocumentError as error:
        return {"error": type(error).__name__, "reason": error.reason}
    except MemoryError:
        return {"error": "DocumentTooLargeError", "reason": "reading it takes more memory than one file may have."}
    except Exception as error:  # noqa: BLE001 - whatever a library raises, this one file is what it is about
        return {"error": "UnreadableDocumentError", "reason": f"it cannot be read ({type(error).__name__}: {error})."}


def told_draft(draft: Draft) -> dict[str, Any]:
    """A draft as JSON values."""
    about = {key: value if isinstance(value, list | tuple) else str(value) for key, value in draft.about.items()}
    hidden = [[one.reason, one.text] for one in draft.hidden]
    return {"text": draft.text, "pages": draft.pages, "title": draft.title, "about": about, "hidden": hidden}


def draft_told(told: dict[str, Any]) -> Draft:
    """The draft that `told_draft` told."""
    hidden = tuple(Hidden(reason=reason, text=text) for reason, text in told["hidden"])
    return Draft(text=told["text"], pages=tuple(told["pages"]), title=told["title"], about=told["about"], hidden=hidden)


def error_told(told: dict[str, Any], name: str) -> DocumentError:
    """The error that an answer tells of."""
    kind: type[DocumentError] = getattr(errors, told["error"])
    return kind(name, told["reason"])


if __name__ == "__main__":
    main()
