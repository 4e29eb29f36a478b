"""Questions as examples to fit on: the signs of their candidates, which hold the gold, and whether any answers."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

from answering.assistant import Assistant
from answering.clock import Clock
from answering.decide import Judged
from answering.discussed import discussed
from answering.find import Found
from answering.follow_up.condense import condense
from core.records import Scope, Turn
from evals.gold import GoldSpan, gold_spans
from evals.match import facts_said
from evals.questions import EvalQuestion, Kind, load_questions
from training.libraries import assistant_for

OFF_SUBJECT = Path("training/off_subject.jsonl")  # what no document here speaks of
STRANGE = 2  # every second question of one library is asked of the other


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """A question with its candidates' signs, and which of them hold the gold; whether it has an answer, or misleads.

    `weight`: how many questions it counts for in the fit.
    """

    source: str
    topic: str
    answered: bool
    misleads: bool
    judged: tuple[Judged, ...]
    right: tuple[bool, ...]
    weight: float = 1.0


def examples_of(path: Path, reader: str = "auto") -> Iterator[Example]:
    """The questions of a file, each as one that stands alone."""
    yield from _asked(load_questions(path), assistant_for(path, reader), path.name)


def strange(paths: Sequence[Path], reader: str = "auto") -> Iterator[Example]:
    """Questions that the documents cannot answer: off every subject, and of one library asked of the other."""
    for assistant in dict.fromkeys(assistant_for(path, reader) for path in paths):
        yield from _asked(load_questions(OFF_SUBJECT), assistant, OFF_SUBJECT.name)
        others = [q for path in paths if assistant_for(path, reader) is not assistant for q in load_questions(path)]
        alone = [q for q in others if not q.dialogue and q.kind is Kind.ANSWERABLE]
        strangers = (q.model_copy(update={"answerable": False}) for q in alone[::STRANGE])
        yield from _asked(strangers, assistant, "questions of the other library")


def _asked(questions: Iterable[EvalQuestion], assistant: Assistant, source: str) -> Iterator[Example]:
    cards = {card.doc_id: card for card in assistant.index.cards()}
    for question in questions:
        asked = question.standalone or question.question
        found = assistant.finder.find(asked, asked, cards, Scope(), Clock())
        if found.judged:
            yield _example(assistant, question, found, source)


def follow_ups(path: Path, reader: str = "auto") -> Iterator[Example]:
    """The follow-ups of dialogues, with what the conversation dwells on."""
    assistant = assistant_for(path, reader)
    cards = {card.doc_id: card for card in assistant.index.cards()}
    for dialogue, turns in groupby(load_questions(path), key=lambda question: question.dialogue):
        history: list[Turn] = []
        for question in turns if dialogue else ():
            query = condense(question.question, history)
            if history:
                dwells = discussed(question.question, history, cards, assistant.index.catalog.passages_of)
                found = assistant.finder.find(query, question.question, cards, Scope(), Clock(), dwells)
                yield _example(assistant, question, found, path.name)
            history.append(assistant.ask(question.question, history).turn)


def _example(assistant: Assistant, question: EvalQuestion, found: Found, source: str) -> Example:
    misleads = question.premise == "false"
    answered = question.answerable and not misleads
    gold = gold_spans(question, lambda doc_id: _text(assistant, doc_id)) if answered else ()
    right = tuple(_is_right(judged, gold, question) for judged in found.judged)
    return Example(
        source=source,
        topic=question.topic,
        answered=answered,
        misleads=misleads,
        judged=found.judged,
        right=right,
    )


def _text(assistant: Assistant, doc_id: str) -> str | None:
    document = assistant.index.document(doc_id)
    return document.text if document else None


def _is_right(judged: Judged, gold: Sequence[GoldSpan], question: EvalQuestion) -> bool:
    """Whether a sentence is gold, or has every fact of the question."""
    candidate = judged.candidate
    if any(span.overlaps(candidate.passage.doc_id, candidate.start, candidate.end) for span in gold):
        return True
    return bool(gold and question.facts) and len(facts_said(candidate.text, question.facts)) == len(question.facts)
