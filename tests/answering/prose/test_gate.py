from answering.prose.draft import Drafted
from answering.prose.gate import SUPPORTED_FROM_BY_LIKENESS, Gate
from answering.reading.plain import PlainChecker
from core.records import Statement, Verdict, Voice
from tests.answering.writing import WordChecker, evidence_of
from tests.toys import ToyEmbedder

EVIDENCE = evidence_of(
    "The mill burned in 1911.",
    "Lightning struck the mill.",
    "The roof was not repaired.",
    "In 1911 the old mill burned.",
)


def judged(text: str, *cited: int) -> Statement:
    return Gate(checker=WordChecker(), evidence=EVIDENCE).judge(Drafted(text=text, cited=cited))


def numbers(text: str, *cited: int) -> tuple[int, ...]:
    statement = judged(text, *cited)
    assert statement.verdict is Verdict.SUPPORTED
    return statement.evidence


def test_a_citation_that_carries_its_sentence_stays() -> None:
    assert judged("The mill burned.", 1) == Statement(
        text="The mill burned.", evidence=(1,), verdict=Verdict.SUPPORTED, voice=Voice.REPORTED
    )


def test_of_several_citations_only_those_that_carry_the_sentence_stay() -> None:
    assert numbers("The mill burned.", 1, 2, 4) == (1, 4)


def test_citations_that_carry_a_sentence_only_together_stay_together() -> None:
    assert numbers("Lightning struck the mill and it burned in 1911.", 1, 2) == (1, 2)


def test_a_citation_that_does_not_carry_its_sentence_is_attached_anew() -> None:
    assert numbers("Lightning struck the mill.", 1) == (2,)


def test_a_sentence_without_a_citation_or_with_one_that_does_not_exist_gets_one_by_the_check() -> None:
    assert numbers("Lightning struck the mill.") == numbers("Lightning struck the mill.", 99) == (2,)


def test_a_sentence_that_needs_one_more_passage_gets_it() -> None:
    assert numbers("Lightning struck the mill and it burned in 1911.", 2) == (1, 2)


def test_a_sentence_that_no_passage_carries_is_withheld_with_the_reason() -> None:
    assert judged("The miller fled.", 1) == Statement(
        text="The miller fled.", evidence=(), verdict=Verdict.UNSUPPORTED, voice=Voice.OURS,
        preface="No passage carries this:",
    )  # fmt: skip


def test_a_figure_a_date_or_a_name_that_no_passage_holds_is_named_in_the_reason() -> None:
    statement = judged("The mill of Alba burned in 1912.", 1)
    assert (statement.verdict, statement.preface) == (Verdict.UNSUPPORTED, "Not in the passages (1912, Alba):")


def test_a_wrong_figure_is_withheld_even_when_the_checker_would_let_it_pass() -> None:
    class Credulous(WordChecker):
        def check(self, claim: str, evidence: object) -> object:  # type: ignore[override]
            return WordChecker().check("mill", ["mill"])

    gate = Gate(checker=Credulous(), evidence=EVIDENCE)  # type: ignore[arg-type]
    assert gate.judge(Drafted(text="The mill burned in 1912.", cited=(1,))).verdict is Verdict.UNSUPPORTED


def test_a_sentence_that_its_passage_denies_is_contradicted_and_names_the_passage() -> None:
    assert judged("The roof was repaired.", 3) == Statement(
        text="The roof was repaired.", evidence=(3,), verdict=Verdict.CONTRADICTED, voice=Voice.OURS,
        preface="The passage says otherwise:",
    )  # fmt: skip


def test_without_evidence_nothing_passes() -> None:
    gate = Gate(checker=WordChecker(), evidence=())
    assert gate.judge(Drafted(text="The mill burned.", cited=(1,))).verdict is Verdict.UNSUPPORTED


def test_a_sentence_has_the_most_careful_voice_of_its_evidence() -> None:
    voices = {1: Voice.STATISTIC, 4: Voice.AUTHORS}
    gate = Gate(checker=WordChecker(), evidence=EVIDENCE, voices=voices)
    assert gate.judge(Drafted(text="The mill burned.", cited=(1, 4))).voice is Voice.AUTHORS
    assert gate.judge(Drafted(text="The mill burned.", cited=(1,))).voice is Voice.STATISTIC


def test_likeness_alone_lets_only_nearly_the_same_words_pass_and_no_turned_denial() -> None:
    checker = PlainChecker(ToyEmbedder())
    gate = Gate(checker=checker, evidence=evidence_of("The roof was not repaired by the new owner in spring."))
    verbatim = gate.judge(Drafted(text="The roof was not repaired by the new owner.", cited=(1,)))
    turned = gate.judge(Drafted(text="The roof was repaired by the new owner in spring.", cited=(1,)))
    loose = gate.judge(Drafted(text="The new owner left the roof to the rain in spring.", cited=(1,)))
    assert [s.verdict for s in (verbatim, turned, loose)] == [
        Verdict.SUPPORTED, Verdict.UNSUPPORTED, Verdict.UNSUPPORTED,
    ]  # fmt: skip
    told = checker.check(turned.text, [gate.evidence[0].quote])
    assert told.supported >= SUPPORTED_FROM_BY_LIKENESS  # so that it was the denial that stopped it
