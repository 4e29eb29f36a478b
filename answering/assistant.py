"""One way from a question to a checked answer. The app, the command line and the evaluation all come through here."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from answering.about import about_document
from answering.clock import Clock
from answering.compose import compose, is_exact
from answering.disagree import disagreement
from answering.discussed import NOTHING, discussed
from answering.find import Finder, Found, searched
from answering.follow_up.condense import condense
from answering.later import later_last, since_then
from answering.notes import note
from answering.premise.correct import Correction, PremiseCheck, marked
from answering.prose.model import ModelChoice
from answering.prose.prose import Author, Prose
from answering.protocols import Checker, Reader, Skill, Watch
from answering.question import Asks, analyse, language_of
from answering.read import Candidate
from answering.select import adds, select
from answering.suggest import suggestions
from core.errors import QuestionError
from core.records import Answer, DocumentCard, Evidence, Hit, Outcome, Scope, Statement, Turn
from core.settings import Settings
from index.store import PassageIndex
from retriever.hybrid import HybridRetriever


class Assistant:
    """Answers questions about the documents of one index. Thread-safe: a question keeps its state to itself."""

    def __init__(
        self, settings: Settings, index: PassageIndex, retriever: HybridRetriever, reader: Reader, checker: Checker
    ) -> None:
        self.settings = settings
        self.index = index
        self.finder = Finder(settings, index, retriever, reader)
        self._checker = checker
        self.premises = PremiseCheck(index)

    def warm_up(self) -> None:
        """Loads the models now, so that the first question does not wait for them."""
        self.finder.warm_up()

    def ask(
        self,
        question: str,
        history: Sequence[Turn] = (),
        *,
        query: str | None = None,
        scope: Scope | None = None,
        model: ModelChoice | None = None,
        watch: Watch | None = None,
    ) -> Answer:
        """The answer to a question, or what was searched in vain.

        `query` replaces the standalone query that would be made from question and history; `model` writes the prose
        instead of the one that the settings name. `watch` is told of every stage and may raise `AnswerStopped`.
        Raises `QuestionError` for an empty or an endless question.
        """
        asked = self._checked(question)
        clock, scope = Clock(watch), scope or Scope()
        author = Author(self.settings, self._checker, model)
        with clock.stage("condense"):
            standalone = self._checked(query) if query else author.condense(asked, history, condense(asked, history))
        cards = {card.doc_id: card for card in self.index.cards(scope)}
        follows = bool(history) and query is None
        dwells = discussed(asked, history, cards, self.index.catalog.passages_of) if follows else NOTHING
        found = [self.finder.find(part, asked, cards, scope, clock, dwells) for part in analyse(standalone).parts]
        with clock.stage("compose"):
            parts = tuple(self._checked_premises(found, cards, asked if follows else ""))
            quotes, evidence, corrections = self._compose(standalone, parts, cards)
            found = [part for part, _ in parts]
        with clock.stage("check"):
            quotes, inexact = self._check(quotes, evidence)
        with clock.stage("write"):
            # A model that is asked a question takes its premise for true.
            prose = Prose(statements=quotes) if corrections else author.retell(standalone, quotes, evidence, clock)
            shown = author.translate(standalone, evidence, cards) if quotes else ()
        return Answer(
            question=asked,
            query=standalone,
            statements=prose.statements,
            outcome=_outcome(found, quotes, corrections),
            evidence=shown,
            searched=searched(found, cards, self.index.absent()),
            timings=clock.seconds,
            settings_id=self.settings.settings_id,
            notes=tuple(self._notes(standalone, found, prose, shown, cards)),
            withheld=(*inexact, *prose.withheld),
            scope=scope,
            model=prose.model,
            pinned={e.passage.doc_id: cards[e.passage.doc_id].checksum for e in shown},
        )

    def rank(self, query: str, asked: str, k: int) -> tuple[Hit, ...]:
        """The k passages that would be read for a standalone query and the question as it was asked."""
        cards = {card.doc_id: card for card in self.index.cards()}
        return self.finder.rank(query, asked, cards, Scope(), k)

    def suggest(self, answer: Answer, limit: int = 3, *, watch: Watch | None = None) -> tuple[str, ...]:
        """Further questions that the documents answer, near to this one; none where there are none.

        `watch` is told of every stage and may raise `AnswerStopped`.
        """
        cards = {card.doc_id: card for card in self.index.cards(answer.scope)}

        def answers(question: str) -> bool:
            return self.finder.find(question, question, cards, answer.scope, Clock(watch)).answers

        hits = self.finder.near(answer.query, answer.scope)
        return suggestions(answer, hits, answers, limit)

    def _checked_premises(
        self, found: Sequence[Found], cards: Mapping[str, DocumentCard], typed: str
    ) -> Iterator[tuple[Found, Correction | None]]:
        """The parts of a question with what corrects each; one whose premise is in doubt may be answered no more.

        `typed` is a follow-up as it came; empty for a question that stands alone.
        """
        for part in found:
            correction, probability = self.premises.check(
                part.question, part.candidates, cards, part.probability, typed
            )
            yield replace(part, answers=part.answers and self.finder.is_enough(probability)), correction

    def _compose(
        self, standalone: str, parts: Sequence[tuple[Found, Correction | None]], cards: Mapping[str, DocumentCard]
    ) -> tuple[tuple[Statement, ...], tuple[Evidence, ...], tuple[Correction, ...]]:
        """Statements, their evidence, and what of it corrects a premise of the question."""
        about = about_document(standalone, tuple(cards.values()), self.index)
        if about is not None:
            return (*about, ())
        chosen = [candidate for part, correction in parts for candidate in self._chosen(part, correction)]
        sides = any(part.question.asks is Asks.COMPARISON for part, _ in parts)
        statements, evidence = compose(later_last(chosen, cards), cards, sides=sides)
        statements = since_then(statements, evidence, cards, language_of(standalone))
        corrected = tuple(correction for _, correction in parts if correction)
        return marked(statements, evidence, corrected), evidence, corrected

    def _chosen(self, part: Found, correction: Correction | None) -> tuple[Candidate, ...]:
        """The sentences that answer a part; those that correct its premise come first, the rest may bear that out.

        Where the query of a follow-up may miss what was meant, the best answer to it as it was typed comes last.
        """
        most = self.settings.sentences
        chosen = select(part.question, part.candidates, most=most, follows=part.follows) if part.answers else ()
        if correction is None:
            heard = part.heard if part.answers and len(chosen) < most else None
            return (*chosen, heard) if heard and adds(heard, chosen) else chosen
        return tuple(dict.fromkeys((correction.candidate, *correction.also, *chosen)))[:most]

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

    def _notes(
        self, standalone: str, found: Sequence[Found], prose: Prose, evidence: Sequence[Evidence],
        cards: Mapping[str, DocumentCard],
    ) -> Iterator[str]:  # fmt: skip
        """Plain words about how the answer was made, for the reader of the answer."""
        language = language_of(standalone)
        silent = [part.question.text for part in found if not part.answers]
        if evidence and silent and len(found) > 1:
            yield note("silent", language, parts=" ".join(silent))
        yield from filter(None, (disagreement(part.question, evidence) for part in found))
        yield from self._stand_ins(evidence, cards, language)
        yield from filter(None, (prose.note,))
        if self.finder.reader.skill is Skill.PLAIN:
            yield note("plain", language)

    def _stand_ins(
        self, evidence: Sequence[Evidence], cards: Mapping[str, DocumentCard], language: str
    ) -> Iterator[str]:
        """A word for every cited digest of an original that is not in the library."""
        absent = self.index.absent()
        for doc_id in dict.fromkeys(e.passage.doc_id for e in evidence):
            original = absent.get(cards[doc_id].metadata.stands_in_for)
            if original:
                yield note("digest", language, title=cards[doc_id].title, original=original)

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


def _outcome(found: Sequence[Found], statements: Sequence[Statement], corrections: Sequence[Correction]) -> Outcome:
    if not statements:
        return Outcome.NO_EVIDENCE
    if corrections:
        return Outcome.PREMISE_CORRECTED
    answered = [part.answers for part in found]
    return Outcome.PARTIAL if any(answered) and not all(answered) else Outcome.ANSWERED
