"""A premise of a question that the documents contradict: found in the sentences that were read, by evidence and rule.

A sentence corrects a question when it speaks of the same thing, says otherwise in one part that can be checked, and no
sentence as near to the question bears it out.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from answering.clash import clashes, supports
from answering.clash_figures import YEAR
from answering.clashing import Clash, Clashing, Pair, Stems
from answering.gloss import to_english
from answering.names import find_names
from answering.question import Asks, Question
from answering.read import Candidate
from answering.sorts import without_references
from core.records import DocumentCard, Evidence, Statement
from core.text import content_words, fold
from index.store import PassageIndex

_LOOKED_AT = 5  # best candidates where the whole question is taken for true
_LOOKED_AT_ELSE = 2
_AS_NEAR = 0.8  # share of the correcting sentence's coverage from which another one counts as support
# The least share of the question's words, by rarity and without the clashing ones, that a correcting sentence holds.
_COVERED = {
    Clash.OPPOSITE: 0.45, Clash.DENIED: 0.45, Clash.FIGURE: 0.6, Clash.SHARE: 0.45, Clash.YEAR: 0.6,
    Clash.PLACE: 0.5, Clash.HOLDER: 0.6, Clash.TREND: 0.35, Clash.INSTEAD: 0.45,
}  # fmt: skip
_COVERED_IN_ANY = 0.6
_OTHERWISE = "The documents say otherwise:"
_OTHERWISE_ES = "Los documentos dicen otra cosa:"
_ASKING = frozenset(
    "among why explain explains reason reasons reasoning many much long date year according give list name tell "
    "segun cuenta razon razones motivo explica ano fecha dime".split()
)
# Forms of question that take all that they say for true, not only that there is an answer.
_TAKES_ALL_FOR_TRUE = re.compile(
    r"\b(?:why|how come|what explains|explain|(?:what|which) reason\w*|for what reason|por que|a que se debe|"
    r"(?:que|cual) (?:explica|motivo|razon)\w*)\b|^(?:since|given|after|as|now that|ya que|dado que|puesto que|tras|"
    r"despues de)\b"
)
_ASKS = re.compile(
    r"\b(?:why|how|what|which|when|where|who|whom|whose|explain|que|como|cual|cuales|cuando|donde|quien|quienes|"
    r"cuant[oa]s?|explica)\b"
)
_LEAVES_OPEN = re.compile(
    r"^(?:did|does|do|is|are|was|were|has|have|had|can|could|will|would|es cierto|es verdad)\b|"
    r"\b(?:or|whether|versus|o bien)\b"
)


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
        at = fold(text).find(fold(self.clashing.asked))
        return text[at : at + len(self.clashing.asked)] if at >= 0 and len(fold(text)) == len(text) else ""


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
        asked = fold(question.text).strip(" ¿?¡!.")
        if question.asks is Asks.COMPARISON or not _ASKS.search(asked) or _LEAVES_OPEN.search(asked):
            return None
        stems = lru_cache(maxsize=2048)(self._lexical.stems)
        held = self._held(question, candidates, cards, stems)
        takes_all = bool(_TAKES_ALL_FOR_TRUE.search(asked))
        for one in held[: _LOOKED_AT if takes_all else _LOOKED_AT_ELSE]:
            if "://" in one.candidate.text:  # a reference, and no statement
                continue
            for clashing in clashes(one.pair):
                if _is_enough(one, clashing, takes_all) and not _is_borne_out(one, clashing, held):
                    return Correction(candidate=one.candidate, clashing=clashing, question=question)
        return None

    def _held(
        self, question: Question, candidates: Sequence[Candidate], cards: Mapping[str, DocumentCard], stems: Stems
    ) -> list[_Held]:
        wordings = {question.language: question.text}
        weights: dict[str, dict[str, float]] = {}
        held = []
        for candidate in candidates:
            card = cards.get(candidate.passage.doc_id)
            language = card.metadata.language if card else "en"
            if language != question.language:
                language = "en"
            if language not in wordings:
                wordings[language] = to_english(question.text)
            text = wordings[language]
            if language not in weights:
                told = " ".join(word for word in content_words(text) if word not in _ASKING)
                weights[language] = self._lexical.rarity(told, language)
            pair = Pair(question=text, sentence=without_references(candidate.text), language=language, stems=stems)
            held.append(_Held(candidate=candidate, pair=pair, weights=weights[language]))
        return held


def _is_enough(one: _Held, clashing: Clashing, takes_all: bool) -> bool:
    """Whether the sentence speaks of what the question speaks of: its names, its years and enough of its words."""
    if not takes_all and not (clashing.is_of_events and find_names(one.pair.question)):
        return False
    least = _COVERED[clashing.clash] if takes_all else _COVERED_IN_ANY
    if one.covered(clashing) < least or not _years_agree(one, clashing):
        return False
    passage = one.candidate.passage
    around = ("\n".join((passage.title, *passage.heading_path, passage.text)),) if takes_all else ()
    return _names_agree(one, clashing, "\n".join((one.pair.sentence, *around)))


def _names_agree(one: _Held, clashing: Clashing, told: str) -> bool:
    held = one.pair.stems(told)
    names = [name.text for name in find_names(one.pair.question) if name.text != clashing.asked]
    return all(2 * len(stems & held) >= len(stems) for stems in map(one.pair.stems, names))


def _years_agree(one: _Held, clashing: Clashing) -> bool:
    asked = set(YEAR.findall(one.pair.question)) - {clashing.asked}
    told = set(YEAR.findall(one.pair.sentence))
    return not told or clashing.clash is Clash.YEAR or asked <= told


def _is_borne_out(one: _Held, clashing: Clashing, held: Sequence[_Held]) -> bool:
    """Whether another sentence that speaks of the question as much says what the question assumes."""
    least = _AS_NEAR * one.covered(clashing)
    return any(
        supports(other.pair, clashing) and other.covered(clashing) >= least for other in held if other is not one
    )
