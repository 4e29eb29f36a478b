"""`python -m bench.ingest`: how fast documents go in, change and go out, each figure beside its budget.

Makes its own library of made-up sentences in a temporary folder. The throughput is measured with the real embedding
model and set against the bare encoder on the same texts in the same run; the rest uses vectors that cost nothing, for
what is measured there is everything but the embedding.
"""

import argparse
import os
import random
import tempfile
import time
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from core.settings import Settings
from index.embed import SentenceEmbedder, make_embedder
from index.store import PassageIndex
from ingest.build import build_index
from ingest.library import add_files
from ingest.removal import remove_documents
from ingest.scan import scan

DIMENSION = 384
VOCABULARY = 20_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """One line of the table. `good` tells whether it is within its budget."""

    what: str
    value: str
    budget: str
    good: bool


class CheapEmbedder:
    """Vectors by the hash of the text: no model, but the index has as much to do with them as with real ones."""

    name = fingerprint = "bench"
    window = 256

    def count_tokens(self, text: str) -> int:
        """Words, and a third more, as a word-piece tokenizer has it."""
        return len(text.split()) * 4 // 3

    def token_counts(self, texts: Sequence[str]) -> list[int]:
        """The same for many texts."""
        return [self.count_tokens(text) for text in texts]

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        """One vector a text."""
        return [self.embed_query(text) for text in texts]

    def embed_queries(self, texts: Sequence[str]) -> list[list[float]]:
        """The same for many queries."""
        return [self.embed_query(text) for text in texts]

    def embed_query(self, text: str) -> list[float]:
        """Near one of 500 centres, as texts of a collection lie near their subjects."""
        import numpy as np

        seed = zlib.crc32(text.encode())
        centre = np.random.default_rng(seed % 500).standard_normal(DIMENSION)
        vector = centre + 0.7 * np.random.default_rng(seed).standard_normal(DIMENSION)
        found: list[float] = (vector / np.linalg.norm(vector)).tolist()
        return found


def made_up_text(name: str, words: int) -> str:
    """A document of sentences of 8 to 25 words, in paragraphs under headings."""
    chance = random.Random(name)
    pieces = [f"# {name}"]
    left = words
    while left > 0:
        sentences = []
        for _ in range(6):
            length = chance.randint(8, 25)
            drawn = (f"w{min(VOCABULARY, int(chance.paretovariate(0.6)))}" for _ in range(length))
            sentences.append(" ".join(drawn).capitalize() + ".")
            left -= length
        pieces.append(" ".join(sentences))
        if chance.random() < 0.2:
            pieces.append(f"## Part {len(pieces)}")
    return "\n\n".join(pieces) + "\n"


def made_up_prose(name: str, sentences: int) -> str:
    """A document of English words, so that the tokenizer has its usual work."""
    from core.text import STOPWORDS

    chance = random.Random(name)
    nouns = "guard law army court cartel homicide plan reform state budget murder police governor victim report".split()
    joints = sorted(STOPWORDS)[:120]
    lines = []
    for _ in range(sentences):
        drawn = [chance.choice(joints if place % 2 else nouns) for place in range(chance.randint(8, 30))]
        lines.append(" ".join(drawn).capitalize() + f" in {chance.randint(1990, 2025)}.")
    return f"# {name}\n\n" + "\n\n".join(" ".join(lines[at : at + 5]) for at in range(0, len(lines), 5)) + "\n"


def throughput(folder: Path, documents: int, rounds: int) -> Figure:
    """Passages a second of a whole run, as a share of those of the bare encoder on the same texts."""
    settings = _settings(folder)
    for number in range(documents):
        _write(settings.library / f"{number}.md", made_up_prose(f"Document {number}", 40))
    embedder = make_embedder(settings)
    embedder.warm_up()
    build_index(settings, embedder=embedder)  # imports and first allocations are nobody's throughput
    texts = _embedded_texts(settings, embedder)
    shares = [_one_round(settings, embedder, texts, folder / str(turn)) for turn in range(rounds)]
    share = sorted(shares)[len(shares) // 2]
    told = ", ".join(f"{one:.0%}" for one in shares)
    what = f"throughput over {len(shares)} rounds, share of the bare encoder"
    return Figure(what=what, value=f"{share:.0%} ({told})", budget="≥ 90%", good=share >= 0.9)


def _one_round(settings: Settings, embedder: SentenceEmbedder, texts: list[str], data: Path) -> float:
    """Bare encoder, whole run, bare encoder: what else the machine does meanwhile falls on both."""
    before = _bare(embedder, texts)
    started = time.perf_counter()
    build_index(settings.model_copy(update={"data": data}), embedder=embedder)
    spent = time.perf_counter() - started
    return (before + _bare(embedder, texts)) / 2 / spent


def _embedded_texts(settings: Settings, embedder: SentenceEmbedder) -> list[str]:
    from index.staged import embedded_text

    index = PassageIndex(settings, embedder)
    texts = [embedded_text(passage) for card in index.cards() for passage in index.catalog.passages_of(card.doc_id)]
    index.close()
    return texts


def _bare(embedder: SentenceEmbedder, texts: list[str]) -> float:
    started = time.perf_counter()
    embedder._model.encode(texts, batch_size=32, normalize_embeddings=True, show_progress_bar=False)
    return time.perf_counter() - started


def nothing_changed(folder: Path, documents: int) -> Figure:
    """Seconds of a second run over files of which none has changed."""
    settings = _settings(folder)
    for number in range(documents):
        text = f"# Note {number}\n\nWords of note {number} are here.\n"
        _write(settings.library / f"{number % 100}/{number}.md", text)
    build_index(settings, embedder=CheapEmbedder())
    time.sleep(2.1)  # files that were written only just now are read once more
    build_index(settings, embedder=CheapEmbedder())
    started = time.perf_counter()
    report = build_index(settings, embedder=CheapEmbedder())
    spent = time.perf_counter() - started
    assert not report.changed
    what = f"a run over {documents} unchanged documents"
    return Figure(what=what, value=f"{spent:.2f} s", budget="≤ 5 s", good=spent <= 5)


def in_and_out(folder: Path, passages: int, big: int) -> list[Figure]:
    """One document into a large library until a reader finds it, and a large document out of it."""
    settings = _settings(folder)
    name = 0
    while name * 100 < passages - big:
        _write(settings.library / f"{name}.md", made_up_text(f"Document {name}", 100 * 110))
        name += 1
    _write(settings.library / "big.md", made_up_text("Big", big * 110))
    report = build_index(settings, embedder=CheapEmbedder())
    reader = PassageIndex.open(settings, CheapEmbedder())
    reader.search_vectors("warm", 10)
    os.sync()  # a library at rest: what building left to be written must not fall on what is measured
    held = f"{report.passage_count} passages in {len(scan(settings.library))} documents"
    return [_one_in(settings, reader, held), _big_out(settings, reader, held)]


def _one_in(settings: Settings, reader: PassageIndex, held: str) -> Figure:
    started = time.perf_counter()
    add_files(settings, [("new.md", b"# New\n\nThe zyzzyva is a weevil of the tropics.\n")], embedder=CheapEmbedder())
    by_words = reader.search_words("zyzzyva weevil", 1)[0][0].doc_id
    by_meaning = reader.search_vectors("New\nNew\n# New\n\nThe zyzzyva is a weevil of the tropics.", 1)[0][0].doc_id
    spent = time.perf_counter() - started
    assert by_words == by_meaning == "added/new.md"
    what = f"one document into {held}, until found"
    return Figure(what=what, value=f"{spent:.2f} s", budget="≤ 2 s", good=spent <= 2)


def _big_out(settings: Settings, reader: PassageIndex, held: str) -> Figure:
    started = time.perf_counter()
    receipt = remove_documents(settings, ["big.md"], embedder=CheapEmbedder())
    left = [one for one, _ in reader.search_words("w1 w2 w3", 100) if one.doc_id == "big.md"]
    spent = time.perf_counter() - started
    assert receipt.clean
    assert not left
    what = f"removal of a document of {receipt.passages} passages from {held}, with receipt"
    return Figure(what=what, value=f"{spent:.2f} s", budget="≤ 3 s", good=spent <= 3)


def _settings(folder: Path) -> Settings:
    settings = Settings(_env_file=None, library=folder / "library", data=folder / "data", fetch=False)
    settings.library.mkdir(parents=True)
    return settings


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def main() -> None:
    """Measures and prints."""
    parser = argparse.ArgumentParser(prog="python -m bench.ingest", description="Ingest: throughput and latencies.")
    parser.add_argument("--throughput-documents", type=int, default=30, help="documents of 40 sentences to embed")
    parser.add_argument("--rounds", type=int, default=3, help="rounds of the throughput; the median counts")
    parser.add_argument("--documents", type=int, default=10_000, help="documents of the run in which nothing changed")
    parser.add_argument("--passages", type=int, default=30_000, help="passages of the large library")
    parser.add_argument("--big", type=int, default=10_000, help="passages of the document that is removed")
    parser.add_argument("--only", choices=["throughput", "unchanged", "large"], help="only one of the three parts")
    wanted = parser.parse_args()
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        if wanted.only in (None, "throughput"):
            _print(throughput(folder / "t", wanted.throughput_documents, wanted.rounds))
        if wanted.only in (None, "unchanged"):
            _print(nothing_changed(folder / "u", wanted.documents))
        if wanted.only in (None, "large"):
            for figure in in_and_out(folder / "l", wanted.passages, wanted.big):
                _print(figure)


def _print(figure: Figure) -> None:
    print(f"{'ok  ' if figure.good else 'MISS'}  {figure.what}: {figure.value} (budget {figure.budget})", flush=True)


if __name__ == "__main__":
    main()
