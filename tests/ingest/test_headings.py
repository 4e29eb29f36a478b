from collections.abc import Callable

import pytest

from answering.read import readable
from core.settings import Settings
from ingest.chunk import chunk
from ingest.load import load_all
from tests.ingest import files
from tests.toys import ToyEmbedder

HEADING = "1. The new guard. What did it do?"
BODY = "The guard began its work in March of 2019. It had many soldiers in it."
NEXT = "II. Costs"
PAGE = f"<html><body><article><h1>{HEADING}</h1><p>{BODY}</p><h2>{NEXT}</h2><p>It was dear.</p></article></body></html>"
FORMATS: dict[str, Callable[[], bytes]] = {
    "a.md": lambda: f"# {HEADING}\n\n{BODY}\n\n## {NEXT}\n\nIt was dear.".encode(),
    "close.md": lambda: f"# {HEADING}\n{BODY}\n## {NEXT}\nIt was dear.".encode(),
    "underlined.md": lambda: f"{HEADING}\n=====\n{BODY}\n\n{NEXT}\n-----\nIt was dear.".encode(),
    "a.html": lambda: PAGE.encode(),
    "a.docx": lambda: files.docx([f"# {HEADING}", BODY, f"# {NEXT}", "It was dear."]),
    "a.pptx": lambda: files.pptx([(HEADING, BODY), (NEXT, "It was dear.")]),
    "a.epub": lambda: files.epub([(HEADING, BODY), (NEXT, "It was dear.")], title="A", author="B"),
}


@pytest.mark.parametrize("name", FORMATS)
def test_no_sentence_that_can_be_quoted_has_a_heading_in_it(name: str, settings: Settings) -> None:
    (loaded,) = load_all(FORMATS[name](), name, settings)
    passages = chunk(loaded.document, ToyEmbedder(), 200)
    shown = [readable(passage, "en") for passage in passages]
    assert [one.text[start:end] for one in shown for start, end in one.sentences] == [
        "The guard began its work in March of 2019.",
        "It had many soldiers in it.",
        "It was dear.",
    ]
    assert [passage.heading_path[-1] for passage in passages] == [HEADING, NEXT]
