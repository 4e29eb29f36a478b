"""`python -m training.make_own`: questions about the collection, on the passages that are retrieved for them.

What public sets lack is what a reader meets here: passages of one field, that were found because they look right, most
of which do not answer.
"""

import argparse
import json
import sys
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from pathlib import Path

from answering.assistant import Assistant
from answering.discussed import discussed
from answering.find import in_english
from answering.question import analyse
from answering.read import readable
from core.records import Passage, Turn
from core.text import Span
from evals.gold import GoldSpan, gold_spans
from evals.match import facts_said, find_words, tokens
from evals.questions import EvalQuestion, Kind, load_questions
from training.libraries import assistant_for
from training.records import Asked, Paragraph, Premise

QUESTIONS = Path("evals/questions/train.jsonl")
OUT = Path("build/own.jsonl")
MOST_SILENT = 6  # passages to a question that do not answer it


def main(argv: list[str] | None = None) -> int:
    """Writes the examples."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--questions", type=Path, nargs="+", default=[QUESTIONS])
    parser.add_argument("--out", type=Path, default=OUT)
    chosen = parser.parse_args(argv)
    makers = {path: Maker(assistant_for(path)) for path in chosen.questions}
    made = [
        asked for path, maker in makers.items() for question in load_questions(path) for asked in maker.made(question)
    ]
    chosen.out.parent.mkdir(parents=True, exist_ok=True)
    chosen.out.write_text("".join(json.dumps(asdict(asked)) + "\n" for asked in made), encoding="utf-8")
    print(f"{len(made)} examples, {sum(asked.is_answered for asked in made)} of them answered")
    return 0


def read_own(path: Path) -> list[Asked]:
    """The examples of a file that `main` wrote."""
    lines = path.read_text(encoding="utf-8").splitlines()
    return [_asked(json.loads(line)) for line in lines]


class Maker:
    """Makes examples of the questions about a collection that is indexed."""

    def __init__(self, assistant: Assistant) -> None:
        self._assistant = assistant
        self._said: dict[str, tuple[Turn, ...]] = {}

    def made(self, question: EvalQuestion) -> Iterator[Asked]:
        """The question in every wording it comes in, on passages that answer or contradict it and on others.

        The turns of a dialogue are given one after another.
        """
        gold = gold_spans(question, self._text) if question.answerable else ()
        for read, searched, dwelt in self._wordings(question):
            silent = 0
            for passage in self._passages(searched, gold, dwelt):
                example = _example(read, passage, gold, question)
                if example and (example.answers or silent < MOST_SILENT):
                    silent += not example.answers
                    yield example

    def _wordings(self, question: EvalQuestion) -> Iterator[tuple[str, str, tuple[Passage, ...]]]:
        """How it is read, what is searched for it, and what the conversation dwells on.

        It is read as it stands alone, as the assistant makes it stand alone, and as it was typed in its conversation.
        """
        whole = question.standalone or question.question
        yield in_english(analyse(whole)).text, whole, ()
        history = self._history(question)
        if history or question.dialogue:
            answer = self._assistant.ask(question.question, history)
            self._said[question.dialogue] = (*history, answer.turn)
            if answer.query != whole:
                yield in_english(analyse(answer.query)).text, answer.query, ()
            if history:
                cards = {card.doc_id for card in self._assistant.index.cards()}
                dwells = discussed(question.question, history, cards, self._assistant.index.catalog.passages_of)
                yield dwells.asked, answer.query, dwells.passages

    def _history(self, question: EvalQuestion) -> tuple[Turn, ...]:
        if question.dialogue:
            return self._said.get(question.dialogue, ())
        history: tuple[Turn, ...] = ()
        for said in question.turns:
            history = (*history, self._assistant.ask(said.question, history).turn)
        return history

    def _passages(self, query: str, gold: Sequence[GoldSpan], dwelt: Sequence[Passage]) -> Iterator[Passage]:
        """Those that are dwelt on, those that are found, and the gold ones; of English documents only."""
        catalog = self._assistant.index.catalog
        hits = self._assistant.rank(query, query, self._assistant.settings.passages_read)
        found = [*dwelt, *(hit.passage for hit in hits)]
        inside = [p for doc_id in sorted({g.doc_id for g in gold}) for p in catalog.passages_of(doc_id)]
        found += [p for p in inside if any(g.overlaps(p.doc_id, p.start, p.end) for g in gold)]
        english = {card.doc_id for card in self._assistant.index.cards() if card.metadata.language == "en"}
        return iter({passage.passage_id: passage for passage in found if passage.doc_id in english}.values())

    def _text(self, doc_id: str) -> str | None:
        document = self._assistant.index.document(doc_id)
        return document.text if document else None


def _example(asked: str, passage: Passage, gold: Sequence[GoldSpan], question: EvalQuestion) -> Asked | None:
    """The question on one passage; None where it cannot be told whether the passage answers."""
    shown = readable(passage, "en")
    paragraph = Paragraph(group=passage.doc_id, heading=shown.heading, text=shown.text)
    inside = [g for g in gold if g.overlaps(passage.doc_id, passage.start, passage.end)]
    falls = question.kind is Kind.FALSE_PREMISE
    if not inside:
        says = bool(gold and question.all_facts) and len(facts_said(passage.text, question.all_facts)) > 0
        return None if says else Asked(paragraph=paragraph, question=asked, answers=(), premise=Premise.STANDS)
    sentences = [_within(passage, g) for g in inside]
    words = [span for sentence in sentences for span in _facts(passage.text, sentence, question)]
    answers, whole = (words, False) if words and not falls else (sentences, True)
    premise = Premise.FALLS if falls else Premise.STANDS
    return Asked(
        paragraph=paragraph, question=asked, answers=tuple(answers), whole_sentences=whole, premise=premise
    )  # fmt: skip


def _within(passage: Passage, gold: GoldSpan) -> Span:
    return max(gold.start - passage.start, 0), min(gold.end, passage.end) - passage.start


def _facts(text: str, sentence: Span, question: EvalQuestion) -> list[Span]:
    """Where a sentence says the one fact that was asked for."""
    if len(question.facts) != 1 or question.list_facts:
        return []
    inside = tokens(text[sentence[0] : sentence[1]])
    found = (find_words(inside, tokens(fact)) for fact in question.facts[0])
    return [(sentence[0] + start, sentence[0] + end) for spans in found for start, end in spans]


def _asked(told: dict[str, object]) -> Asked:
    paragraph = Paragraph(**told.pop("paragraph"))  # type: ignore[arg-type]
    answers = tuple((start, end) for start, end in told.pop("answers"))  # type: ignore[attr-defined]
    premise = Premise(told.pop("premise", Premise.UNKNOWN))  # type: ignore[arg-type]
    return Asked(paragraph=paragraph, answers=answers, premise=premise, **told)  # type: ignore[arg-type]


if __name__ == "__main__":
    sys.exit(main())
