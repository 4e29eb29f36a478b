"""Many queries in one go, for measuring from outside."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from pydantic import AliasChoices, BaseModel, ConfigDict, Field

from core.lines import read_lines, write_lines
from core.records import Hit
from retriever.base import Retriever


class QueryRow(BaseModel):
    """One line of a file of queries; the BEIR names `_id` and `text` serve too."""

    model_config = ConfigDict(frozen=True, coerce_numbers_to_str=True)

    id: str = Field(validation_alias=AliasChoices("id", "_id"))
    query: str = Field(validation_alias=AliasChoices("query", "question", "text"))


def run_queries(retriever: Retriever, queries: Path, run: Path, k: int) -> int:
    """Writes `id` and `hits` (passage_id, doc_id, score) for every query; returns how many there were."""
    return write_lines(run, _answers(retriever, queries, k))


def _answers(retriever: Retriever, queries: Path, k: int) -> Iterator[dict[str, Any]]:
    for row in read_lines(queries, QueryRow):
        yield {"id": row.id, "hits": [_told(hit) for hit in retriever.retrieve(row.query, k)]}


def _told(hit: Hit) -> dict[str, Any]:
    return {"passage_id": hit.passage.passage_id, "doc_id": hit.passage.doc_id, "score": hit.score}
