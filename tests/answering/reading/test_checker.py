import math

import pytest

from answering.reading.checker import TrainedChecker, closest_sentences
from answering.reading.network import EvidenceNetwork
from tests.answering.toy_network import ToyNetwork

EVIDENCE = ["The lighthouse of Port Ellis was built between 1908 and 1911 by Ana Whitcombe.", "It is 41 metres tall."]
BELIEVED = 1 / (1 + math.exp(-(3 - math.log(2))))  # of the toy: logit 3 against the two others at 0


def test_words_that_stand_in_the_evidence_need_no_network() -> None:
    network = ToyNetwork()
    support = TrainedChecker(network).check("it is 41 metres tall", EVIDENCE)
    assert (support.supported, support.contradicted, network.seen) == (1.0, 0.0, [])


def test_a_claim_in_other_words_has_the_support_that_the_network_gives() -> None:
    support = TrainedChecker(ToyNetwork()).check("By 1911 the lighthouse stood.", EVIDENCE)
    assert support.supported == pytest.approx(BELIEVED)
    assert support.contradicted == pytest.approx((1 - BELIEVED) / 2)


@pytest.mark.parametrize(
    ("claim", "kept"),
    [
        ("The lighthouse stood in 1913.", 0.05),
        ("The lighthouse has 43 metres.", 0.05),
        ("The lighthouse stands in Dunmore.", 0.3),
    ],
)
def test_a_fact_that_the_evidence_lacks_takes_the_support_away(claim: str, kept: float) -> None:
    support = TrainedChecker(ToyNetwork()).check(claim, EVIDENCE)
    assert support.supported == pytest.approx(kept * BELIEVED)
    assert support.contradicted > (1 - kept) * BELIEVED / 2


def test_no_evidence_supports_nothing() -> None:
    checker = TrainedChecker(ToyNetwork())
    assert checker.check("The lighthouse stood.", []).supported == 0.0
    assert checker.check("", EVIDENCE).supported == 0.0


def test_long_evidence_is_cut_to_the_sentences_closest_to_the_claim() -> None:
    filler = [f"Sentence number {i} speaks of nothing at all." for i in range(40)]
    kept = closest_sentences("the tall lighthouse", [*filler[:20], "A tall lighthouse.", *filler[20:]], 10)
    assert kept == "A tall lighthouse."
    kept = closest_sentences("lighthouse metres", ["Of 41 metres.", "Much else.", "The lighthouse."], 5)
    assert kept == "Of 41 metres. The lighthouse."


@pytest.mark.integration
def test_the_shipped_model_takes_a_claim_over_its_opposite() -> None:
    checker = TrainedChecker(EvidenceNetwork())
    true = checker.check("Ana Whitcombe built the Port Ellis lighthouse.", EVIDENCE)
    false = checker.check("Tom Holbrook built the Dunmore railway in 1850.", EVIDENCE)
    assert true.supported > false.supported
