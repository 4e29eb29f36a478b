"""`make bench-reader`: the figures of the evidence model beside those of simpler scorers, as one table.

Intervals are 95 % bootstrap intervals. `--quick` takes the first rows of each set.
"""

import argparse
import os
import statistics
import sys
import time
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from answering.protocols import PassageReader, Readable, Reading
from answering.reading.network import MODELS
from bench import measures
from bench.own_questions import own_figures, search_all
from bench.scorers import Scorer, scorers
from core.errors import CotejoError
from core.settings import Settings, load_settings
from core.text import split_sentences

FULL = Path("build/training/evidence-fp32.onnx")
PASSAGES, PASSAGE_WORDS, QUESTIONS = 12, 120, 15
FALSE_REFUSALS = 0.05


def public_rows(all_scorers: Sequence[Scorer], folder: Path, limit: int | None) -> None:
    """Prints the rows of the public sets."""
    squad, selqa = measures.rows(folder, "squad2", limit), measures.rows(folder, "selqa", limit or 500)
    for scorer in all_scorers:
        spans, judged = measures.comprehension(scorer.reader, squad)
        _show("squad2 span F1", scorer.name, spans.figure(measures.mean))
        _show("squad2 answerability AUC", scorer.name, judged.figure(measures.area))
        _show(f"selqa MRR ({len(selqa)})", scorer.name, measures.selection(scorer.reader, selqa).figure(measures.mean))


def claim_rows(all_scorers: Sequence[Scorer], folder: Path, limit: int | None) -> None:
    """Prints the rows of the checkers, and of the rule of facts alone."""
    false = measures.falsified(folder)[:limit]
    for name, checker in ((s.name, s.checker) for s in all_scorers if s.checker is not None):
        for title, claims in (("wice", measures.wice_claims(folder)), ("begin", measures.begin_claims(folder))):
            _show(f"{title} support AUC", name, measures.support(checker, claims[:limit]).figure(measures.area))
        _show("falsified, caught at 3 % alarms", name, measures.alarms(checker, false).figure(measures.caught))
    found, alarms = measures.alarms_of_the_rule(false)
    _show("falsified, caught by the rule", "rule alone", found.figure(measures.mean))
    _show("false alarms of the rule", "rule alone", alarms.figure(measures.mean))


def own_rows(all_scorers: Sequence[Scorer], settings: Settings) -> None:
    """Prints the rows of the project's own dev questions, where there is an index to search."""
    try:
        searched = search_all(settings)
    except CotejoError as error:
        print(f"own questions: not measured, for {error}")
        return
    for scorer in all_scorers:
        figures = own_figures(scorer.reader, searched)
        _show(
            f"dev best sentence right ({len(figures.first.scores)})", scorer.name, figures.first.figure(measures.mean)
        )
        _show("dev right within three", scorer.name, figures.within_three.figure(measures.mean))
        _show(f"dev answerability AUC ({len(searched)})", scorer.name, figures.judged.figure(measures.area))
        _show("dev refused at 5 % false refusals", scorer.name, figures.judged.figure(refusal_recall))


def refusal_recall(scores: np.ndarray, targets: np.ndarray) -> float:
    """The share of unanswerable questions below the score that 5 % of answerable ones fall below."""
    if not (targets == 1).any() or not (targets == 0).any():
        return float("nan")
    answered = np.sort(scores[targets == 1])
    return float((scores[targets == 0] < answered[int(FALSE_REFUSALS * len(answered))]).mean())


def speed_rows(all_scorers: Sequence[Scorer], folder: Path) -> None:
    """Prints the median time of reading twelve passages with one question."""
    examples = measures.rows(folder, "squad2")
    words = " ".join(dict.fromkeys(row["passage"] for row in examples)).split()
    texts = [" ".join(words[i * PASSAGE_WORDS : (i + 1) * PASSAGE_WORDS]) for i in range(PASSAGES)]
    passages = [Readable(heading="", text=text, sentences=tuple(split_sentences(text))) for text in texts]
    by_name = {scorer.name: scorer.reader for scorer in all_scorers}
    timed: dict[str, PassageReader] = {f"12 passages of 120 words | {name}": reader for name, reader in by_name.items()}
    if deep := by_name.get("deep, 8 bits"):
        timed["the same, and 4 of them once more, closely | both"] = _Layered(by_name["trained, 8 bits"], deep)
    for number, (row, reader) in enumerate(timed.items()):
        # Questions of its own for each: the networks here remember what they have seen.
        mine = examples[number * QUESTIONS : (number + 1) * QUESTIONS]
        reader.read("Who?", passages)
        seconds = [_timed(reader, example["question"], passages) for example in mine]
        what, name = row.split(" | ")
        _show(what, name, f"{1000 * statistics.median(seconds):.0f} ms (load {os.getloadavg()[0]:.1f})")
    size = sum(path.stat().st_size for path in MODELS.rglob("*") if path.is_file() and path.parent.name != "built")
    _show("size of models/", "", f"{size / 1e6:.1f} MB")


class _Layered:
    """Reads as an answer does: all with the small reader, the first four with the deep one."""

    name = "both"

    def __init__(self, small: PassageReader, deep: PassageReader) -> None:
        self._small, self._deep = small, deep

    def read(self, question: str, passages: Sequence[Readable]) -> list[Reading]:
        """What the deep reader makes of the first, and the small one of the others."""
        others = self._small.read(question, passages)[4:]
        return [*self._deep.read(question, passages[:4]), *others]


def _timed(reader: PassageReader, question: str, passages: Sequence[Readable]) -> float:
    began = time.perf_counter()
    reader.read(question, passages)
    return time.perf_counter() - began


def _show(row: str, name: str, figure: str) -> None:
    print(f"| {row} | {name} | {figure} |", flush=True)


def main(argv: list[str]) -> int:
    """Prints the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--benchmarks", type=Path, default=Path("../shared/benchmarks"))
    parser.add_argument("--full", type=Path, default=FULL, help="the model in full precision, where it was exported")
    parser.add_argument("--quick", type=int, default=None, metavar="ROWS")
    parser.add_argument("--only", nargs="*", default=("public", "claims", "own", "speed"))
    chosen = parser.parse_args(argv)
    try:
        settings = load_settings()
        compared = scorers(settings, chosen.full)
        print("| measured | by | figure |\n|---|---|---|")
        if "public" in chosen.only:
            public_rows(compared, chosen.benchmarks, chosen.quick)
        if "claims" in chosen.only:
            claim_rows(compared, chosen.benchmarks, chosen.quick)
        if "own" in chosen.only:
            own_rows(compared, settings)
        if "speed" in chosen.only:
            speed_rows(compared, chosen.benchmarks)
    except CotejoError as error:
        print(error, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
