"""The collection as the tests see it: the files, the schema of their front matter, and what a copied run is."""

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Annotated, Any, Literal

import yaml
from pydantic import BaseModel, ConfigDict, Field

from core.settings import ROOT
from core.text import words
from ingest.formats.markdown import split_front_matter

CORPUS = ROOT / "corpus"
BRIEFS = tuple(sorted((CORPUS / "briefs").glob("*.md")))
COMMENTARY = Path(os.environ.get("COTEJO_MIRROR") or ROOT.parent / "shared" / "corpus") / "csis-abrazos-2019.txt"
RUN = 7

Date = Annotated[str, Field(pattern=r"^\d{4}(-\d{2}(-\d{2})?)?$")]
Line = Annotated[str, Field(min_length=1, pattern=r"^\S(.*\S)?$")]
Link = Annotated[str, Field(pattern=r"^https?://\S+$")]


class Strict(BaseModel):
    """No unknown key, no silent conversion."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


class FrontMatter(Strict):
    """What stands above a brief."""

    title: Line
    authors: list[Literal["Cotejo project"]] = Field(min_length=1, max_length=1)
    kind: Literal["digest", "brief", "reference"]
    language: Literal["en", "es"]
    period: Annotated[str, Field(pattern=r"^([A-Z][a-z]+ )?\d{4} ?- ?([A-Z][a-z]+ )?\d{4}$")]
    published: Date
    licence: Literal["CC BY 4.0"]
    publisher: Literal["Cotejo project"]
    sources: list[str] = Field(min_length=3)
    stands_in_for: str | None = None


class Original(Strict):
    """An entry of `sources.yaml`."""

    id: Annotated[str, Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")]
    title: Line
    authors: list[Line] = Field(min_length=1)
    publisher: Line
    published: Date
    url: Link
    language: Literal["en", "es"]
    licence: Line
    kind: Literal["original"]
    opened: bool
    file: str | None = None
    sha256: Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")] | None = None


class Publication(Strict):
    """An entry of `bibliography.yaml`; an empty string is unknown."""

    publisher: Line
    title: str
    date: Annotated[str, Field(pattern=r"^(\d{4}(-\d{2}(-\d{2})?)?)?$")]
    url: Annotated[str, Field(pattern=r"^(https?://\S+)?$")]


@dataclass(frozen=True, slots=True, kw_only=True)
class Brief:
    """A file of `briefs/`, its front matter as it stands there and the text under it."""

    name: str
    about: dict[str, Any]
    body: str


def brief_of(path: Path) -> Brief:
    about, body = split_front_matter(path.read_text(encoding="utf-8"))
    return Brief(name=path.stem, about=about, body=body)


@cache
def yaml_of(name: str) -> Any:
    return yaml.safe_load((CORPUS / name).read_text(encoding="utf-8"))


def copied_runs(text: str, original: str) -> Iterator[str]:
    """Runs of seven words that stand in both texts, in any case and punctuation, names aside.

    A run is a name (of a person, a body, a law, a title, a date) when most of its words begin with a capital or a
    figure in `text`.
    """
    theirs = _runs_of(original)
    ours = re.findall(r"\w+(?:[.,]\d+)*(?:['’]\w+)?", text)
    for run in _runs(ours):
        is_name = sum(word[0].isupper() or word[0].isdigit() for word in run) > RUN // 2
        if not is_name and tuple(words(" ".join(run))) in theirs:
            yield " ".join(run)


@cache
def _runs_of(original: str) -> frozenset[tuple[str, ...]]:
    return frozenset(tuple(run) for run in _runs(words(original)))


def _runs(sequence: list[str]) -> Iterator[list[str]]:
    return (sequence[at : at + RUN] for at in range(len(sequence) - RUN + 1))
