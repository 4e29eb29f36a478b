"""A premise of a question that the documents contradict: found in the sentences that were read, by evidence and rule.

Rules find where a sentence says otherwise than a question assumes; whether that is enough is weighed by what else
speaks for it: how much of the question the sentence holds, how well it reads as an answer, how the question is put.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from answering.language.gloss import to_english
from answering.language.lexicon.english import base_form
from answering.premise.clash import clashes
from answering.premise.clashing import Clash, Clashing, Pair, Stems
from answering.premise.presuppose import Presupposed, presupposed
from answering.premise.signs import Held, borne_out, signs
from answering.premise.weigh import load_weighing
from answering.question import ASKING, Question
from answering.read import Candidate
from answering.sorts import without_references
from core.records import DocumentCard, Evidence, Statement
from core.text import content_words, fold, words
from index.store import PassageIndex

_LOOKED_AT = 8  # best candidates
_RARE_NAME = 1.0  # rarity: more than a third of all passages has a name below it
_OTHERWISE = "The documents say otherwise:"
_OTHERWISE_ES = "Los documentos dicen otra cosa:"


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """The sentence that says otherwise, and the words that clash; `also` are further sentences that do."""

    candidate: Candidate
    clashing: Clashing
    question: Question
    also: tuple[Candidate, ...] = ()

    @property
    def preface(self) -> str:
        """Our words before the quotation, in the language of the question and with its own words that clash."""
        told = self._as_asked()
        if self.question.language == "es":
            return f"La pregunta da por hecho “{told}”; los documentos dicen otra cosa:" if told else _OTHERWISE_ES
        return f"The question takes “{told}” for true; the documents say otherwise:" if told else _OTHERWISE

    def _as_asked(self) -> str:
        """The clashing words as the question has them; nothing where it was put into other words, or all is missing."""
        if self.clashing.clash is Clash.ABSENT:
            return ""
        text = self.question.text
        found = re.search(rf"\b{re.escape(fold(self.clashing.asked))}\w*", fold(text))
        return text[slice(*found.span())] if found and len(fold(text)) == len(text) else ""


def marked(
    statements: Sequence[Statement], evidence: Sequence[Evidence], corrections: Sequence[Correction]
) -> tuple[Statement, ...]:
    """The statements, those that correct a premise with our words to that effect before them."""
    prefaces = {
        e.number: c.preface
        for e in evidence
        for c in corrections
        if e.passage.doc_id == c.candidate.passage.doc_id and e.start <= c.candidate.start < e.end
    }
    return tuple(
        replace(s, preface=" ".join(filter(None, (prefaces[s.evidence[0]], s.preface))))
        if s.evidence and s.evidence[0] in prefaces
        else s
        for s in statements
    )


class PremiseCheck:
    """Looks for a sentence that contradicts what a question takes for true."""

    def __init__(self, index: PassageIndex) -> None:
        self._lexical = index.lexical

    def check(
        self,
        question: Question,
        candidates: Sequence[Candidate],
        cards: Mapping[str, DocumentCard],
        probability: float,
        typed: str = "",
    ) -> tuple[Correction | None, float]:
        """The sentence that most speaks against the question, of candidates that come best first; None for none.

        `probability` is that the candidates hold an answer; it comes back lower where a clash is not enough to correct.
        `typed` is a follow-up as it came: what was put into it from the conversation is no premise of its own.
        """
        weighing = load_weighing(told=any(c.contradicts is not None for c in candidates))
        considered = self.considered(question, candidates, cards, probability, typed)
        found = [(weighing.weigh(row), clash) for clash, row in considered]
        if not found:
            return None, probability
        found.sort(key=lambda pair: -pair[0])
        weight, heaviest = found[0]
        if weight < weighing.correct_from:
            return None, weighing.doubted(probability, weight)
        others = dict.fromkeys(c.candidate for w, c in found if w >= weighing.correct_from)
        return replace(heaviest, also=tuple(c for c in others if c != heaviest.candidate)), probability

    def considered(
        self,
        question: Question,
        candidates: Sequence[Candidate],
        cards: Mapping[str, DocumentCard],
        probability: float,
        typed: str = "",
    ) -> Iterator[tuple[Correction, dict[str, float]]]:
        """Every clash of a premise of the question with one of the best candidates, with its signs."""
        stems = lru_cache(maxsize=4096)(self._stems)
        own = typed or question.asked
        asked = stems(own if question.language == "en" else f"{own} {to_english(own)}")
        for premise in presupposed(question.text):
            held = self._held(premise, question.language, candidates, cards, stems)
            for one in held[:_LOOKED_AT]:
                for clashing in _clashes(one, held):
                    if not stems(clashing.asked) & asked:  # words that are ours
                        continue
                    correction = Correction(candidate=one.candidate, clashing=clashing, question=question)
                    yield correction, signs(one, clashing, held, premise, question, probability)

    def _held(
        self, premise: Presupposed, language: str, candidates: Sequence[Candidate],
        cards: Mapping[str, DocumentCard], stems: Stems,
    ) -> list[Held]:  # fmt: skip
        """The candidates beside the premise, each in the language in which the two can be compared."""
        languages = [_shared_language(language, cards.get(c.passage.doc_id)) for c in candidates]
        texts = {code: premise.text if code == language else to_english(premise.text) for code in set(languages)}
        weights = {code: self._weights(text, code) for code, text in texts.items()}
        return [
            Held(candidate=candidate, pair=_pair(texts[code], candidate.text, code, stems), weights=weights[code])
            for candidate, code in zip(candidates, languages, strict=True)
        ]

    def _weights(self, text: str, language: str) -> dict[str, float]:
        """The rarity of each meaningful word, the words of asking left out."""
        told = [base_form(word) for word in content_words(text) if word not in ASKING]
        return self._lexical.rarity(" ".join(told), language)

    def _stems(self, text: str) -> frozenset[str]:
        """The stems of a text, those of the bases of its irregular verbs too: "sank" meets "sink"."""
        return self._lexical.stems(" ".join((text, *map(base_form, words(text)))))


def _shared_language(asked: str, card: DocumentCard | None) -> str:
    return asked if (card.metadata.language if card else "en") == asked else "en"


def _pair(question: str, sentence: str, language: str, stems: Stems) -> Pair:
    told = without_references(sentence)
    return Pair(question=question, sentence=told, whole=sentence, language=language, stems=stems)


def _clashes(one: Held, held: Sequence[Held]) -> Iterator[Clashing]:
    """The clashes of a sentence with the premise, but for those that another sentence as near bears out.

    A name that stands everywhere says nothing of what differs.
    """
    if "://" in one.candidate.text:  # a reference, and no statement
        return
    for clashing in clashes(one.pair):
        if clashing.clash in (Clash.NAME, Clash.HOLDER) and one.rarity(clashing.asked) < _RARE_NAME:
            continue
        if not borne_out(one, clashing, held, 1.0):
            yield clashing
