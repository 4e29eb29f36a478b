"""A premise of a question that the documents contradict: found in the sentences that were read, by evidence and rule.

A sentence corrects a question when it speaks of the same thing, says otherwise in one part that can be checked, and no
sentence as near to the question bears it out.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from answering.language.gloss import to_english
from answering.language.lexicon.english import base_form
from answering.language.names import find_names
from answering.language.opposites import denied_spans, plain
from answering.premise.clash import clashes, supports
from answering.premise.clash_figures import YEAR
from answering.premise.clashing import Clash, Clashing, Pair, Stems
from answering.premise.presuppose import Presupposed, presupposed
from answering.question import ASKING, Asks, Question
from answering.read import Candidate
from answering.sorts import without_references
from core.records import DocumentCard, Evidence, Statement
from core.text import content_words, fold, words
from index.store import PassageIndex

_LOOKED_AT = 5  # best candidates where the whole question is taken for true
_LOOKED_AT_ELSE = 2
_AS_NEAR = 0.8  # share of the correcting sentence's coverage from which another one counts as support
_RARE_PLACE = 1.0  # rarity: a place that more than a third of all passages name may be where all of it happens
# The least share of the question's words, by rarity and without the clashing ones, that a correcting sentence holds.
_COVERED = {
    Clash.OPPOSITE: 0.45, Clash.DENIED: 0.45, Clash.AFFIRMED: 0.45, Clash.SHARE: 0.4, Clash.FIGURE: 0.6,
    Clash.YEAR: 0.6, Clash.PLACE: 0.5, Clash.HOLDER: 0.6, Clash.TREND: 0.35, Clash.INSTEAD: 0.45,
}  # fmt: skip
_COVERED_IN_ANY = 0.65
_OTHERWISE = "The documents say otherwise:"
_OTHERWISE_ES = "Los documentos dicen otra cosa:"


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """The sentence that says otherwise, and the words that clash."""

    candidate: Candidate
    clashing: Clashing
    question: Question

    @property
    def preface(self) -> str:
        """Our words before the quotation, in the language of the question and with its own words that clash."""
        told = self._as_asked()
        if self.question.language == "es":
            return f"La pregunta da por hecho “{told}”; los documentos dicen otra cosa:" if told else _OTHERWISE_ES
        return f"The question takes “{told}” for true; the documents say otherwise:" if told else _OTHERWISE

    def _as_asked(self) -> str:
        """The clashing words as the question has them; nothing where it was put into other words."""
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


@dataclass(frozen=True, slots=True, kw_only=True)
class _Held:
    """A candidate beside the question in its language; `covered` tells the share of the question that it holds."""

    candidate: Candidate
    pair: Pair
    weights: Mapping[str, float]

    def covered(self, clashing: Clashing) -> float:
        own, held = self.pair.stems(clashing.asked), self.pair.stems(self.pair.sentence)
        rest = {stem: weight for stem, weight in self.weights.items() if stem not in own}
        return sum(w for stem, w in rest.items() if stem in held) / (sum(rest.values()) or 1.0)


class PremiseCheck:
    """Looks for a sentence that contradicts what a question takes for true."""

    def __init__(self, index: PassageIndex) -> None:
        self._lexical = index.lexical

    def correction(
        self, question: Question, candidates: Sequence[Candidate], cards: Mapping[str, DocumentCard]
    ) -> Correction | None:
        """The first correcting sentence of the candidates, which come best first; None where there is none."""
        stems = lru_cache(maxsize=4096)(self._stems)
        for premise in presupposed(question.text):
            if question.asks is Asks.COMPARISON and not premise.wholly:
                continue
            held = self._held(premise, question.language, candidates, cards, stems)
            for one in held[: _LOOKED_AT if premise.wholly else _LOOKED_AT_ELSE]:
                clashing = _clashing(one, held, wholly=premise.wholly)
                if clashing is not None:
                    return Correction(candidate=one.candidate, clashing=clashing, question=question)
        return None

    def _held(
        self, premise: Presupposed, language: str, candidates: Sequence[Candidate],
        cards: Mapping[str, DocumentCard], stems: Stems,
    ) -> list[_Held]:  # fmt: skip
        """The candidates beside the premise, each in the language in which the two can be compared."""
        languages = [_shared_language(language, cards.get(c.passage.doc_id)) for c in candidates]
        texts = {code: premise.text if code == language else to_english(premise.text) for code in set(languages)}
        weights = {code: self._weights(text, code) for code, text in texts.items()}
        return [
            _Held(
                candidate=candidate,
                pair=Pair(
                    question=texts[code], sentence=without_references(candidate.text), language=code, stems=stems
                ),
                weights=weights[code],
            )
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


def _clashing(one: _Held, held: Sequence[_Held], *, wholly: bool) -> Clashing | None:
    """The first clash of a sentence with the premise that is enough to correct it."""
    if "://" in one.candidate.text:  # a reference, and no statement
        return None
    enough = (c for c in clashes(one.pair) if _is_enough(one, c, wholly) and not _is_borne_out(one, c, held))
    return next(enough, None)


def _is_enough(one: _Held, clashing: Clashing, wholly: bool) -> bool:
    """Whether the sentence speaks of what the question speaks of: its names, its years and enough of its words."""
    if not wholly and not _is_told_of_by_name(one.pair.question, clashing):
        return False
    least = _COVERED[clashing.clash] if wholly else _COVERED_IN_ANY
    if one.covered(clashing) < least or not _years_agree(one, clashing):
        return False
    passage = one.candidate.passage
    told = (one.pair.sentence, passage.title, *passage.heading_path, passage.text if wholly else "")
    return _names_agree(one, clashing, "\n".join(told))


def _is_told_of_by_name(question: str, clashing: Clashing) -> bool:
    """Whether a question that takes a part for true takes this one: what a named thing does, and not what it lacks."""
    return clashing.happens and bool(find_names(question)) and not denied_spans(plain(question))


def _names_agree(one: _Held, clashing: Clashing, told: str) -> bool:
    held = one.pair.stems(told)
    names = [name.text for name in find_names(one.pair.question) if name.text != clashing.asked]
    return all(2 * len(stems & held) >= len(stems) for stems in map(one.pair.stems, names))


def _years_agree(one: _Held, clashing: Clashing) -> bool:
    """Whether the sentence is of the years of the question, where it matters."""
    asked = set(YEAR.findall(one.pair.question)) - {clashing.asked}
    told = set(YEAR.findall(one.pair.sentence))
    if clashing.in_time and not asked:
        return not told
    return clashing.clash is Clash.YEAR or asked <= told or not (told or clashing.in_time)


def _may_contain(one: _Held, clashing: Clashing, held: Sequence[_Held]) -> bool:
    """Whether the place of the question may hold that of the sentence: it is everywhere, or stands beside it."""
    stems = one.pair.stems
    if min((one.weights.get(stem, _RARE_PLACE) for stem in stems(clashing.asked)), default=0.0) < _RARE_PLACE:
        return True
    return any(stems(f"{clashing.asked} {clashing.said}") <= stems(other.candidate.text) for other in held)


def _is_borne_out(one: _Held, clashing: Clashing, held: Sequence[_Held]) -> bool:
    """Whether another sentence that speaks of the question as much says what the question assumes."""
    if clashing.clash is Clash.PLACE and _may_contain(one, clashing, held):
        return True
    least = _AS_NEAR * one.covered(clashing)
    return any(
        supports(other.pair, clashing) and other.covered(clashing) >= least for other in held if other is not one
    )
