"""A question held against the documents: what was retrieved, how it reads, and whether it answers."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from answering.clock import Clock
from answering.decide import Judged, scored
from answering.discussed import NOTHING, Discussed
from answering.judge import Judge
from answering.language.backwards import to_spanish_words
from answering.language.gloss import to_english
from answering.protocols import Reader
from answering.question import Question, analyse
from answering.read import Candidate, alone, read_hits
from answering.speaker import speaker_asked
from core.records import DocumentCard, Hit, Scope, Searched
from core.settings import Settings
from index.store import PassageIndex
from retriever.hybrid import HybridRetriever

_NEAREST = 3
_AS_ASKED = 0.85  # weight of the raw question beside the standalone one
_DISCUSSED_READ = 4  # passages of the documents that the last answer quoted
_SOUGHT_READ = 2  # passages found first for a follow-up, which are read closely whatever they look like


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What reading came to for one part of a question.

    `candidates` come best first; `probability` that the best answers, and `answers` whether that is enough to show it.
    `follows`: the question is a follow-up; `heard` reads best as an answer to it as it was typed, None where none does.
    """

    question: Question
    hits: tuple[Hit, ...]
    candidates: tuple[Candidate, ...]
    judged: tuple[Judged, ...]
    probability: float
    answers: bool
    heard: Candidate | None = None
    follows: bool = False


class Finder:
    """Retrieves and reads."""

    def __init__(self, settings: Settings, index: PassageIndex, retriever: HybridRetriever, reader: Reader) -> None:
        self.reader = reader
        self._settings = settings
        self._retriever = retriever
        self._judge = Judge(index, reader)

    def warm_up(self) -> None:
        """Loads models and lexicon now, so that the first question does not wait for them."""
        to_english("hola")
        for candidate in read_hits(self.reader, "warm", self._retriever.retrieve("warm", 1), "en")[:1]:
            self.reader.read_closely("warm", [alone(candidate)])

    def near(self, query: str, scope: Scope) -> tuple[Hit, ...]:
        """Passages around a query, more than are read for an answer."""
        return self._retriever.retrieve(query, 2 * self._settings.passages_read, scope)

    def find(
        self,
        part: str,
        asked: str,
        cards: Mapping[str, DocumentCard],
        scope: Scope,
        clock: Clock,
        discussed: Discussed = NOTHING,
    ) -> Found:
        """The candidates for one part of a question; the question as it was asked is searched beside it.

        `discussed` is what the conversation dwells on, for a follow-up: that is searched as it was typed in its
        conversation; those passages are read as well, and a few more of their documents.
        Where a speaker's word is wanted, more is read of what they wrote, and their name is not looked for.
        Questions and documents in Spanish are read in English words.
        """
        question = analyse(part)
        speaker = speaker_asked(part, cards.values())
        plain = replace(question, text=speaker.rest) if speaker else question
        worded = in_english(plain)
        typed = discussed.asked or asked
        more = (*discussed.documents, *(speaker.documents if speaker else ()))
        with clock.stage("retrieve"):
            hits = self.rank(plain.text, typed, cards, scope, self._settings.passages_read)
            hits += self._near(plain.text, typed, cards, scope, more, hits)
            hits += _open(discussed, hits)
            dwells = replace(discussed, sought=_first(hits)) if discussed.asked else discussed
        with clock.stage("read"):
            candidates = [
                (plain if language == plain.language else worded, candidate)
                for language, inside in _by_language(hits, cards).items()
                for candidate in read_hits(self.reader, worded.text, inside, language)
            ]
        with clock.stage("decide"):
            judged = self._judge.judge(worded.text, candidates, speaker, dwells)
            ordered = scored(judged)
            probability = self._judge.decision.probability(judged)
        return Found(
            question=question,
            hits=hits,
            candidates=ordered,
            judged=tuple(judged),
            probability=probability,
            answers=self.is_enough(probability),
            heard=self._heard(judged, ordered) if discussed.asked else None,
            follows=bool(discussed.asked),
        )

    def is_enough(self, probability: float) -> bool:
        """Whether an answer that is right with this probability is shown."""
        return probability >= self._judge.decision.refuse_below

    def _heard(self, judged: Sequence[Judged], candidates: Sequence[Candidate]) -> Candidate | None:
        """The candidate that most answers a follow-up as it was typed, where that is likely enough."""
        pairs = zip((one.signs for one in judged), candidates, strict=True)
        signs, best = max(pairs, key=lambda pair: pair[0].asked + pair[0].asked_share, default=(None, None))
        return best if signs and self.is_enough(signs.asked_probability) else None

    def rank(self, query: str, asked: str, cards: Mapping[str, DocumentCard], scope: Scope, k: int) -> tuple[Hit, ...]:
        """The k passages to read: those in the question's language found by its own words, others by theirs.

        The question as it was asked weighs less than the standalone query, and comes in where that one finds little.
        """
        question = analyse(query)
        languages = [card.metadata.language for card in cards.values()]
        own = math.ceil(k * languages.count(question.language) / max(len(languages), 1))
        queries = {asked: _AS_ASKED, query: 1.0}
        if own == k:
            return self._retriever.retrieve_all(queries, k, scope)
        foreign = tuple(sorted(set(languages) - {question.language}))
        hits: list[Hit] = []
        if own:
            hits += self._retriever.retrieve_all(queries, own, replace(scope, languages=(question.language,)))
        worded = {_in_language(question, language).text: 1.0 for language in foreign}
        hits += self._retriever.retrieve_all(worded, k - own, replace(scope, languages=foreign))
        return tuple(replace(hit, rank=rank) for rank, hit in enumerate(hits, start=1))

    def _near(
        self,
        query: str,
        asked: str,
        cards: Mapping[str, DocumentCard],
        scope: Scope,
        discussed: Sequence[str],
        hits: Sequence[Hit],
    ) -> tuple[Hit, ...]:
        """The best passages of the documents under discussion that are not among the hits."""
        inside = {doc_id: cards[doc_id] for doc_id in discussed if doc_id in cards}
        if not inside:
            return ()
        known = {hit.passage.passage_id for hit in hits}
        near = self.rank(query, asked, inside, replace(scope, doc_ids=tuple(sorted(inside))), _DISCUSSED_READ)
        fresh = (hit for hit in near if hit.passage.passage_id not in known)
        return tuple(replace(hit, rank=rank) for rank, hit in enumerate(fresh, start=len(hits) + 1))


def _first(hits: Sequence[Hit]) -> tuple[str, ...]:
    """The ids of the passages that a search found first."""
    return tuple(hit.passage.passage_id for hit in hits[:_SOUGHT_READ])


def _open(discussed: Discussed, hits: Sequence[Hit]) -> tuple[Hit, ...]:
    """The passages that the conversation dwells on, where they are not among the hits."""
    known = {hit.passage.passage_id for hit in hits}
    fresh = [passage for passage in discussed.passages if passage.passage_id not in known]
    return tuple(
        Hit(passage=passage, score=0.0, rank=rank, retriever="conversation")
        for rank, passage in enumerate(fresh, start=len(hits) + 1)
    )


def in_english(question: Question) -> Question:
    """The question in English words."""
    return question if question.language != "es" else replace(question, text=to_english(question.text), language="en")


def _in_language(question: Question, language: str) -> Question:
    """The question in words of a document's language, as far as there are any: to search with."""
    if language == question.language:
        return question
    if language == "es":
        return replace(question, text=to_spanish_words(question.text), language="es")
    return in_english(question)


def _by_language(hits: Sequence[Hit], cards: Mapping[str, DocumentCard]) -> dict[str, list[Hit]]:
    """The hits of documents in each language."""
    found: dict[str, list[Hit]] = {}
    for hit in hits:
        card = cards.get(hit.passage.doc_id)
        found.setdefault(card.metadata.language if card else "en", []).append(hit)
    return found


def searched(found: Sequence[Found], cards: Mapping[str, DocumentCard], absent: Mapping[str, str]) -> Searched:
    """What the question was held against: documents in scope, passages read, who was silent, what was not there."""
    read = {hit.passage.passage_id: hit for part in found for hit in part.hits}
    speaking = {hit.passage.doc_id for hit in read.values()}
    return Searched(
        documents=tuple(cards),
        passages_read=len(read),
        silent=tuple(doc_id for doc_id in cards if doc_id not in speaking),
        absent=tuple(absent.values()),
        nearest=_nearest(found, read),
    )


def _nearest(found: Sequence[Found], hits: Mapping[str, Hit]) -> tuple[Hit, ...]:
    """The passages whose sentences the reader ranked first, of all parts."""
    best = sorted((c for part in found for c in part.candidates), key=lambda c: -c.score)
    ids = list(dict.fromkeys(c.passage.passage_id for c in best))[:_NEAREST]
    return tuple(hits[passage_id] for passage_id in ids)
