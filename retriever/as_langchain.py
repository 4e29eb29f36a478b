"""A LangChain retriever around ours, for people who compose chains. Nothing here imports it."""

from typing import Any

from langchain_core.callbacks import CallbackManagerForRetrieverRun
from langchain_core.documents import Document
from langchain_core.retrievers import BaseRetriever
from pydantic import ConfigDict

from core.records import Hit
from retriever.base import Retriever


class CotejoRetriever(BaseRetriever):
    """Hits as LangChain documents, their provenance in the metadata. `invoke(query, k=3)` overrides `k` once."""

    model_config = ConfigDict(arbitrary_types_allowed=True)

    retriever: Any
    k: int = 10

    def _get_relevant_documents(
        self, query: str, *, run_manager: CallbackManagerForRetrieverRun, k: int | None = None
    ) -> list[Document]:
        retriever: Retriever = self.retriever
        return [_as_document(hit) for hit in retriever.retrieve(query, k or self.k)]


def _as_document(hit: Hit) -> Document:
    passage = hit.passage
    return Document(
        id=passage.passage_id,
        page_content=passage.text,
        metadata={
            "doc_id": passage.doc_id,
            "title": passage.title,
            "start": passage.start,
            "end": passage.end,
            "page": passage.page,
            "score": hit.score,
        },
    )
