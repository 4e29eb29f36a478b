"""BM25 over passages in Tantivy: lower case, accents folded, stemmed in the document's language."""

import math
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from index.catalog import PassageKey

_ALL = "passage"  # a word that every passage has, so that deleted ones can be counted
_CHEAP_TO_REWRITE = 5000
_LANGUAGES = {"en": "english", "es": "spanish"}


class LexicalIndex:
    """Postings of passages. A key found here exists only if the catalogue says so."""

    def __init__(self, folder: Path) -> None:
        import tantivy

        folder.mkdir(parents=True, exist_ok=True)
        self._tantivy = tantivy
        self._analyzers = {code: _analyzer(tantivy, name) for code, name in _LANGUAGES.items()}
        self._index = tantivy.Index(_schema(tantivy), path=str(folder))
        for code, analyzer in self._analyzers.items():
            self._index.register_tokenizer(f"words_{code}", analyzer)

    def add(self, rows: Iterable[tuple[PassageKey, str, str]]) -> None:
        """Adds or overwrites (key, text, language) rows of whole documents in one commit."""
        writer = self._writer()
        cleared: set[str] = set()
        for key, text, language in rows:
            # A killed run may have left this very version here.
            if (document := _document_key(key[0], key[1])) not in cleared:
                writer.delete_documents_by_term("document", document)
                cleared.add(document)
            writer.add_document(self._document(key, text, language))
        writer.commit()
        writer.wait_merging_threads()

    def remove(self, documents: Iterable[tuple[str, str]]) -> None:
        """Takes out every passage of these (doc_id, version) pairs and commits once."""
        writer = self._writer()
        for doc_id, version in documents:
            writer.delete_documents_by_term("document", _document_key(doc_id, version))
        writer.commit()
        writer.wait_merging_threads()

    def is_worn(self) -> bool:
        """Whether deleted passages still weigh enough in the word statistics to be worth writing all anew."""
        searcher = self._searcher()
        deleted = searcher.doc_freq("all", _ALL) - searcher.num_docs
        return bool(deleted > 0 and (searcher.num_docs < _CHEAP_TO_REWRITE or deleted > searcher.num_docs // 10))

    def rewrite(self, rows: Iterable[tuple[PassageKey, str, str]]) -> None:
        """Replaces everything by these (key, text, language) rows in one commit."""
        writer = self._writer()
        writer.delete_all_documents()
        for key, text, language in rows:
            writer.add_document(self._document(key, text, language))
        writer.commit()
        writer.wait_merging_threads()

    def search(self, query: str, k: int, doc_ids: Sequence[str] | None) -> list[tuple[PassageKey, float]]:
        """The k best (key, BM25 score) pairs, best first; `doc_ids` of None means all documents."""
        tantivy, schema = self._tantivy, self._index.schema
        terms = [
            (tantivy.Occur.Should, tantivy.Query.term_query(schema, f"text_{code}", token))
            for code, analyzer in self._analyzers.items()
            for token in dict.fromkeys(analyzer.analyze(query))
        ]
        if not terms:
            return []
        wanted = tantivy.Query.boolean_query(terms)
        if doc_ids is not None:
            scope = tantivy.Query.const_score_query(tantivy.Query.term_set_query(schema, "doc_id", list(doc_ids)), 0.0)
            wanted = tantivy.Query.boolean_query([(tantivy.Occur.Must, wanted), (tantivy.Occur.Must, scope)])
        searcher = self._searcher()
        found = searcher.search(wanted, limit=k, count=False).hits
        return [(_key(searcher.doc(address)), float(score)) for score, address in found]

    def stems(self, text: str) -> frozenset[str]:
        """The searchable forms of the words of a text, in every language that is indexed."""
        return frozenset(token for analyzer in self._analyzers.values() for token in analyzer.analyze(text))

    def rarity(self, text: str, language: str) -> dict[str, float]:
        """The stem of each meaningful word of a text with its rarity, ln(1 + (N - n + 0.5) / (n + 0.5)).

        N counts passages and n those that hold the stem, as in BM25; a word that no passage holds is the rarest.
        """
        searcher = self._searcher()
        total = searcher.num_docs
        analyzer = self._analyzers.get(language, self._analyzers["en"])
        rarity: dict[str, float] = {}
        for stem in dict.fromkeys(analyzer.analyze(text)):
            holding = min(total, sum(searcher.doc_freq(f"text_{code}", stem) for code in _LANGUAGES))
            rarity[stem] = math.log(1 + (total - holding + 0.5) / (holding + 0.5))
        return rarity

    def count(self) -> int:
        """How many passages there are, stale ones included."""
        return int(self._searcher().num_docs)

    def keys(self) -> set[PassageKey]:
        """Every key in the index, stale ones included."""
        return self._keys(self._tantivy.Query.all_query())

    def keys_of(self, doc_ids: Iterable[str]) -> set[PassageKey]:
        """The keys of these documents, stale ones included."""
        return self._keys(self._tantivy.Query.term_set_query(self._index.schema, "doc_id", list(doc_ids)))

    def _keys(self, query: Any) -> set[PassageKey]:
        searcher = self._searcher()
        if searcher.num_docs == 0:
            return set()
        found = searcher.search(query, limit=searcher.num_docs, count=False).hits
        return {_key(searcher.doc(address)) for _, address in found}

    def _writer(self) -> Any:
        return self._index.writer(heap_size=64_000_000, num_threads=1)

    def _document(self, key: PassageKey, text: str, language: str) -> Any:
        doc_id, version, number = key
        row = self._tantivy.Document()
        row.add_text("all", _ALL)
        row.add_text("doc_id", doc_id)
        row.add_text("document", _document_key(doc_id, version))
        row.add_text("key", f"{version}#{number}")
        row.add_text(f"text_{language if language in _LANGUAGES else 'en'}", text)
        return row

    def _searcher(self) -> Any:
        self._index.reload()
        return self._index.searcher()


def _document_key(doc_id: str, version: str) -> str:
    return f"{doc_id}\n{version}"


def _key(row: Any) -> PassageKey:
    version, number = row.get_first("key").rsplit("#", 1)
    return row.get_first("doc_id"), version, int(number)


def _schema(tantivy: Any) -> Any:
    builder = tantivy.SchemaBuilder()
    for name in ("all", "doc_id", "document", "key"):
        builder.add_text_field(name, stored=name in ("doc_id", "key"), tokenizer_name="raw", index_option="basic")
    for code in _LANGUAGES:
        builder.add_text_field(f"text_{code}", stored=False, tokenizer_name=f"words_{code}", index_option="freq")
    return builder.build()


def _analyzer(tantivy: Any, language: str) -> Any:
    """Stop words go before accents do (the Spanish list has accents), the stem comes last."""
    builder = tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.simple())
    for step in (
        tantivy.Filter.lowercase(),
        tantivy.Filter.stopword(language),
        tantivy.Filter.stemmer(language),
        tantivy.Filter.ascii_fold(),
    ):
        builder = builder.filter(step)
    return builder.build()
