"""The trained checker: holds a claim against its evidence by the evidence model, and its facts by rule."""

import math
from collections.abc import Container, Sequence

from answering.language.facts import FactKind, facts_not_held
from answering.protocols import Support
from answering.reading.network import Network
from core.text import content_words, words

_EVIDENCE_WORDS = 130  # what fits beside a claim in what the network reads at once
# What is left of the support for a claim whose figure or date, or whose name, does not stand in its evidence.
_KEPT = {FactKind.FIGURE: 0.05, FactKind.DATE: 0.05, FactKind.NAME: 0.3}


class TrainedChecker:
    """Entailment by the network; a figure, date or name that the evidence lacks takes the support away."""

    def __init__(self, network: Network) -> None:
        self._network = network

    @property
    def name(self) -> str:
        """Names the version of the weights."""
        return self._network.name

    def check(self, claim: str, evidence: Sequence[str]) -> Support:
        """The probabilities of support and contradiction; words that stand in the evidence have full support."""
        joined = " ".join(evidence)
        if not words(claim) or not words(joined):
            return Support(supported=0.0, contradicted=0.0)
        if " ".join(words(claim)) in " ".join(words(joined)):
            return Support(supported=1.0, contradicted=0.0)
        supported, contradicted = self._judged(claim, closest_sentences(claim, evidence, _EVIDENCE_WORDS))
        missing = facts_not_held(claim, joined)
        kept = min((_KEPT[fact.kind] for fact in missing), default=1.0)
        # A fact that is absent rather than other leaves the claim open, so only half of what is taken contradicts it.
        return Support(supported=supported * kept, contradicted=contradicted + supported * (1.0 - kept) / 2)

    def _judged(self, claim: str, evidence: str) -> tuple[float, float]:
        scale, shift = self._network.manifest["support"]["scale"][0], self._network.manifest["support"]["bias"][0]
        supported, contradicted, open_ = self._network.look(claim, evidence).support
        against = math.log(math.exp(contradicted) + math.exp(open_))
        share = 1.0 / (1.0 + math.exp(-(scale * (supported - against) + shift)))
        denied = math.exp(contradicted - against)
        return share, (1.0 - share) * denied


def closest_sentences(claim: str, sentences: Sequence[str], limit: int, first: Container[int] = ()) -> str:
    """The sentences that share most words with the claim, up to `limit` words, in their order; `first` come first."""
    wanted = set(content_words(claim))
    shared = [len(wanted & set(content_words(sentence))) for sentence in sentences]
    order = sorted(range(len(sentences)), key=lambda number: (number not in first, -shared[number], number))
    chosen: list[int] = []
    room = limit
    for number in order:
        length = len(sentences[number].split())
        if length <= room or not chosen:
            chosen.append(number)
            room -= length
    return " ".join(sentences[number] for number in sorted(chosen))
