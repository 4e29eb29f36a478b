"""One way from a question to a checked answer. The app, the command line and the evaluation all come through here."""

import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

from answering.about import about_document
from answering.compose import compose, is_exact
from answering.condense import condense
from answering.decide import REFUSE_BELOW, best_probability
from answering.protocols import Checker, Progress, Reader, Watch
from answering.question import Asks, Question, analyse
from answering.read import Candidate, read_hits
from answering.select import select
from core.errors import QuestionError
from core.records import Answer, DocumentCard, Evidence, Hit, Outcome, Scope, Searched, Statement, Turn, Verdict
from core.settings import Settings
from index.store import PassageIndex
from retriever.hybrid import HybridRetriever

_NEAREST = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What reading came to for one part of a question; `probability` that its first candidates answer it."""

    question: Question
    hits: tuple[Hit, ...]
    candidates: tuple[Candidate, ...]
    probability: float

    @property
    def answers(self) -> bool:
        """Whether the evidence is good enough to be shown as an answer."""
        return self.probability >= REFUSE_BELOW


class Assistant:
    """Answers questions about the documents of one index. Thread-safe: a question keeps its state to itself."""

    def __init__(
        self, settings: Settings, index: PassageIndex, retriever: HybridRetriever, reader: Reader, checker: Checker
    ) -> None:
        self.settings = settings
        self.index = index
        self._retriever = retriever
        self._reader = reader
        self._checker = checker

    def warm_up(self) -> None:
        """Loads the models now, so that the first question does not wait for them."""
        hits = self._retriever.retrieve("warm", 1)
        read_hits(self._reader, "warm", hits, {})

    def ask(
        self,
        question: str,
        history: Sequence[Turn] = (),
        *,
        query: str | None = None,
        scope: Scope | None = None,
        watch: Watch | None = None,
    ) -> Answer:
        """The answer to a question, or what was searched in vain.

        `query` replaces the standalone query that would be made from question and history. `watch` is told of every
        stage and may raise `AnswerStopped`. Raises `QuestionError` for an empty or an endless question.
        """
        asked = self._checked(question)
        clock = _Clock(watch)
        with clock.stage("condense"):
            standalone = self._checked(query) if query else condense(asked, history)
        scope = scope or Scope()
        cards = {card.doc_id: card for card in self.index.cards(scope)}
        found = [self._find(part, asked, cards, scope, clock) for part in analyse(standalone).parts]
        with clock.stage("compose"):
            statements, evidence = self._compose(standalone, found, cards)
        with clock.stage("check"):
            statements, withheld = self._check(statements, evidence)
        return Answer(
            question=asked,
            query=standalone,
            statements=statements,
            outcome=_outcome(found, statements),
            evidence=evidence if statements else (),
            searched=self._searched(found, cards),
            timings=clock.seconds,
            settings_id=self.settings.settings_id,
            notes=self._notes(found, statements, evidence, cards),
            withheld=withheld,
            scope=scope,
            pinned={e.passage.doc_id: cards[e.passage.doc_id].checksum for e in evidence} if statements else {},
        )

    def suggest(self, answer: Answer, limit: int = 3) -> tuple[str, ...]:
        """Further questions that the documents can answer; none where there are none."""
        return ()

    def _find(self, part: str, asked: str, cards: Mapping[str, DocumentCard], scope: Scope, clock: "_Clock") -> Found:
        """Retrieves and reads for one part of a question; the question as asked is searched beside it."""
        question = analyse(part)
        with clock.stage("retrieve"):
            hits = self._retriever.retrieve_all((part, asked), self.settings.passages_read, scope)
        with clock.stage("read"):
            languages = {doc_id: card.metadata.language for doc_id, card in cards.items()}
            candidates = read_hits(self._reader, part, hits, languages)
            probability = best_probability(question, candidates, self.index, self._reader.name)
        return Found(question=question, hits=hits, candidates=tuple(candidates), probability=probability)

    def _compose(
        self, standalone: str, found: Sequence[Found], cards: Mapping[str, DocumentCard]
    ) -> tuple[tuple[Statement, ...], tuple[Evidence, ...]]:
        about = about_document(standalone, tuple(cards.values()), self.index)
        if about is not None:
            return about
        chosen = [
            candidate
            for part in found
            if part.answers
            for candidate in select(part.question, part.candidates, most=self.settings.sentences)
        ]
        return compose(chosen, cards, sides=any(part.question.asks is Asks.COMPARISON for part in found))

    def _check(
        self, statements: Sequence[Statement], evidence: Sequence[Evidence]
    ) -> tuple[tuple[Statement, ...], tuple[Statement, ...]]:
        """Statements whose quotes are exactly in the stored documents, and those that are not and are withheld."""
        exact = {e.number for e in evidence if self._is_exact(e)}
        good = tuple(s for s in statements if set(s.evidence) <= exact)
        return good, tuple(s for s in statements if s not in good)

    def _is_exact(self, evidence: Evidence) -> bool:
        document = self.index.document(evidence.passage.doc_id)
        return document is not None and is_exact(evidence, document.text)

    def _searched(self, found: Sequence[Found], cards: Mapping[str, DocumentCard]) -> Searched:
        read = {hit.passage.passage_id: hit for part in found for hit in part.hits}
        speaking = {hit.passage.doc_id for hit in read.values()}
        return Searched(
            documents=tuple(cards),
            passages_read=len(read),
            silent=tuple(doc_id for doc_id in cards if doc_id not in speaking),
            absent=tuple(self.index.absent().values()),
            nearest=_nearest(found),
        )

    def _notes(
        self,
        found: Sequence[Found],
        statements: Sequence[Statement],
        evidence: Sequence[Evidence],
        cards: Mapping[str, DocumentCard],
    ) -> tuple[str, ...]:
        notes = []
        silent = [part.question.text for part in found if not part.answers]
        if statements and silent:
            notes.append(f"The documents do not say: {' '.join(silent)}")
        notes.extend(self._stand_ins(evidence, cards) if statements else ())
        if not self._reader.trained:
            notes.append("Judged by plain similarity, since the evidence model is not installed.")
        return tuple(notes)

    def _stand_ins(self, evidence: Sequence[Evidence], cards: Mapping[str, DocumentCard]) -> Iterator[str]:
        """A word for every cited digest of an original that is not in the library."""
        absent = self.index.absent()
        for doc_id in dict.fromkeys(e.passage.doc_id for e in evidence):
            original = absent.get(cards[doc_id].metadata.stands_in_for)
            if original:
                yield f"“{cards[doc_id].title}” is a digest; the original, “{original}”, is not in the library."

    def _checked(self, question: str) -> str:
        text = " ".join(question.split())
        if not any(char.isalnum() for char in text):
            raise QuestionError(f"The question {question[:40]!r} has no words. Ask in a sentence or a few keywords.")
        longest = self.settings.max_question_chars
        if len(text) > longest:
            raise QuestionError(
                f"The question {text[:40]!r}… has {len(text):,} characters; at most {longest:,} are read. Shorten it, "
                "or raise COTEJO_MAX_QUESTION_CHARS."
            )
        return text


class _Clock:
    """Seconds by stage, and word of each to whoever watches."""

    def __init__(self, watch: Watch | None) -> None:
        self.seconds: dict[str, float] = {}
        self._watch = watch

    @contextmanager
    def stage(self, name: str) -> Iterator[None]:
        """Times a stage under its name."""
        if self._watch is not None:
            self._watch(Progress(stage=name))
        began = time.perf_counter()
        yield
        self.seconds[name] = self.seconds.get(name, 0.0) + time.perf_counter() - began


def _outcome(found: Sequence[Found], statements: Sequence[Statement]) -> Outcome:
    if not statements:
        return Outcome.NO_EVIDENCE
    if any(statement.verdict is Verdict.CONTRADICTED for statement in statements):
        return Outcome.PREMISE_CORRECTED
    if not all(part.answers for part in found) and any(part.answers for part in found):
        return Outcome.PARTIAL
    return Outcome.ANSWERED


def _nearest(found: Sequence[Found]) -> tuple[Hit, ...]:
    """The passages whose sentences the reader ranked first, of all parts."""
    best = sorted((c for part in found for c in part.candidates), key=lambda c: -c.score)
    ids = list(dict.fromkeys(c.passage.passage_id for c in best))[:_NEAREST]
    hits = {hit.passage.passage_id: hit for part in found for hit in part.hits}
    return tuple(hits[passage_id] for passage_id in ids)
