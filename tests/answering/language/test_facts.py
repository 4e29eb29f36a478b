import pytest

from answering.language.facts import Fact, FactKind, facts_not_held, missing_facts, names_in

EVIDENCE = (
    "On 21 March 2014 the Ministry of Fisheries in Port Ellis counted 12,450 seals, 35 percent more than in 2009, "
    "said Ana Whitcombe, who led two surveys for the North Shore Conservancy (NSC)."
)


@pytest.mark.parametrize(
    "claim",
    [
        "In March 2014 there were 12450 seals.",
        "There were 12 450 seals on March 21, 2014.",
        "El 21 de marzo de 2014 había 12,450 focas, 35 por ciento más.",
        "2 surveys were led by Whitcombe.",
        "Whitcombe's surveys were for the NSC.",
        "The count was made in Port Ellis by the Fisheries Ministry.",
        "Seals increased by 35%.",
        "Seals were counted.",
    ],
)
def test_nothing_is_missing_from_a_claim_told_in_other_words(claim: str) -> None:
    assert missing_facts(claim, EVIDENCE) == ()


@pytest.mark.parametrize(
    ("claim", "fact"),
    [
        ("There were 12,540 seals.", Fact(kind=FactKind.FIGURE, words="12,540")),
        ("There were 53 percent more.", Fact(kind=FactKind.FIGURE, words="53 percent")),
        ("She led three surveys.", Fact(kind=FactKind.FIGURE, words="three")),
        ("Seals were counted in 2015.", Fact(kind=FactKind.DATE, words="2015")),
        ("They were counted on 22 March 2014.", Fact(kind=FactKind.DATE, words="22 March 2014")),
        ("They were counted in May 2014.", Fact(kind=FactKind.DATE, words="May 2014")),
        ("The surveys were led by Ana Holbrook.", Fact(kind=FactKind.NAME, words="Ana Holbrook")),
        ("The seals were counted in Dunmore.", Fact(kind=FactKind.NAME, words="Dunmore")),
    ],
)
def test_what_the_evidence_does_not_hold_is_told_with_its_kind(claim: str, fact: Fact) -> None:
    assert facts_not_held(claim, EVIDENCE) == (fact,)


def test_a_percentage_is_not_a_count() -> None:
    assert missing_facts("It rose by 35 percent.", "There were 35 boats.") == ("35 percent",)


def test_all_that_is_missing_is_told_figures_first() -> None:
    claim = "In 1999, somebody from Dunmore saw 7 seals."
    assert missing_facts(claim, EVIDENCE) == ("7", "1999", "Dunmore")


def test_a_people_and_its_country_share_a_stem() -> None:
    assert missing_facts("It is done by the Mexican government.", "Mexico does it.") == ()


def test_an_acronym_and_its_words_stand_for_each_other() -> None:
    assert missing_facts("It was led by the NSC.", "The North Shore Conservancy led it.") == ()
    assert missing_facts("It was led by the North Shore Conservancy.", "The NSC led it.") == ()
    assert missing_facts("It was led by the NSB.", "The North Shore Conservancy led it.") == ("NSB",)


def test_a_word_that_opens_a_sentence_is_not_taken_for_a_name() -> None:
    assert names_in("Homicides rose. Violence fell. Then Ana Whitcombe spoke to Ellis.") == ["Ana Whitcombe", "Ellis"]
