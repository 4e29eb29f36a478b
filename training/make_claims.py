"""Claims that evidence supports, contradicts or leaves open: what the sentence check is learnt from."""

import re
from collections.abc import Iterator, Sequence
from random import Random

from core.text import content_words, fold
from training.perturb import Perturber, replace_all
from training.records import Asked, Claimed, Label, Paragraph

_SUBJECT_QUESTION = re.compile(r"^(?:who|what|which \w+)\s+(?!(?:do|does|did)\b)(?=[a-z]+\b)", re.I)
_BRACKETED = re.compile(r"\s*[(\[][^()\[\]]*[)\]]")


class Claims:
    """Makes claims out of sentences and of answered questions, from one generator."""

    def __init__(self, rng: Random, names: Sequence[str]) -> None:
        self._rng = rng
        self._perturb = Perturber(rng=rng, names=names)

    def of_paragraph(self, paragraph: Paragraph) -> Iterator[Claimed]:
        """From one sentence: itself shortened, itself falsified, itself without its evidence, itself with a rider."""
        text, rng = paragraph.text, self._rng
        sentences = [text[s:e] for s, e in paragraph.sentences if 6 <= len(text[s:e].split()) <= 45]
        if len(sentences) < 2:
            return
        at = rng.randrange(len(sentences))
        around = sentences[max(0, at - rng.randint(0, 2)) : at + 1 + rng.randint(0, 2)]
        claim, evidence = self._shortened(sentences[at]), " ".join(around)
        dice = rng.random()
        if dice < 0.3:
            yield self._claimed(paragraph, claim, evidence, Label.SUPPORTED)
        elif dice < 0.7:
            yield from self._falsified(paragraph, claim, evidence)
        else:
            others = [sentence for i, sentence in enumerate(sentences) if i != at]
            yield self._left_open(paragraph, claim, others)

    def of_question(self, asked: Asked, others: Sequence[str]) -> Iterator[Claimed]:
        """The question and its answer as a statement; or with another's answer, which the passage does not support."""
        answer = asked.paragraph.text[slice(*asked.answers[0])]
        told = as_statement(asked.question, answer)
        if told is None:
            return
        text = asked.paragraph.text
        wrong = [o for o in others if fold(o) not in fold(answer) and fold(answer) not in fold(o)]
        if wrong and self._rng.random() < 0.5:
            false = as_statement(asked.question, self._rng.choice(wrong))
            yield self._claimed(asked.paragraph, false or told, text, Label.NOT_SUPPORTED)
        elif self._rng.random() < 0.35:
            yield from self._falsified(asked.paragraph, told, text)
        else:
            yield self._claimed(asked.paragraph, told, text, Label.SUPPORTED)

    def _falsified(self, paragraph: Paragraph, claim: str, evidence: str) -> Iterator[Claimed]:
        if self._rng.random() < 0.25:
            denied = self._perturb.negate(claim)
            if denied is not None:
                yield self._claimed(paragraph, denied, evidence, Label.CONTRADICTED)
            return
        swap = self._perturb.swap_for(claim, claim if self._rng.random() < 0.3 else evidence)
        if swap is not None:
            label = Label.CONTRADICTED if any(c.isdigit() for c in swap.new) else Label.NOT_SUPPORTED
            yield self._claimed(paragraph, replace_all(claim, swap)[0], evidence, label)
            if self._rng.random() < 0.3:  # its twin, true: the changed evidence with the changed claim
                both = replace_all(claim, swap)[0], replace_all(evidence, swap)[0]
                yield self._claimed(paragraph, *both, Label.SUPPORTED)

    def _left_open(self, paragraph: Paragraph, claim: str, others: Sequence[str]) -> Claimed:
        evidence = " ".join(others[: self._rng.randint(1, 3)])
        if self._rng.random() < 0.4:
            other = self._rng.choice(others)
            joined = f"{claim.rstrip('. ')}, and {self._shortened(other)[:1].lower()}{self._shortened(other)[1:]}"
            return self._claimed(paragraph, joined, claim, Label.NOT_ENOUGH)
        held = len(set(content_words(claim)) - set(content_words(evidence)))
        return self._claimed(paragraph, claim, evidence, Label.NOT_ENOUGH if held else Label.SUPPORTED)

    def _shortened(self, sentence: str) -> str:
        dice = self._rng.random()
        if dice < 0.35:
            return sentence
        sentence = _BRACKETED.sub("", sentence)
        clauses = re.split(r",\s+(?=which|who|where|and|but|although|while|as)|;\s+", sentence)
        if len(clauses) > 1 and len(clauses[0].split()) > 6:
            return clauses[0].rstrip(",;. ") + "."
        opening = re.match(r"^(?:In|On|At|By|After|Before|During|Since|However|Although|For)\b[^,]{2,50},\s+", sentence)
        if opening and dice < 0.7:
            rest = sentence[opening.end() :]
            return rest[:1].upper() + rest[1:]
        return sentence

    def _claimed(self, paragraph: Paragraph, claim: str, evidence: str, label: Label) -> Claimed:
        if self._rng.random() < 0.1:
            claim = claim.lower()
        return Claimed(claim=claim, evidence=evidence, label=label, group=paragraph.group)


def as_statement(question: str, answer: str) -> str | None:
    """Question and answer as one sentence: "Rollo led the Norse." None where the question is not of that form."""
    asks = _SUBJECT_QUESTION.match(question)
    if asks is None or len(answer.split()) > 8:
        return None
    told = f"{answer.strip(' .')} {question[asks.end() :].rstrip('? ')}."
    return told[:1].upper() + told[1:]
