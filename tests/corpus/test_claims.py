"""The commentary's claims as data: complete, readable on their own, and tied to places that exist."""

import json
import re
from typing import Annotated, Literal

import pytest
from pydantic import Field

from tests.corpus.collection import COMMENTARY, CORPUS, Line, Strict, brief_of, copied_runs

LINES = (CORPUS / "claims" / "commentary.jsonl").read_text(encoding="utf-8").splitlines()


class Place(Strict):
    doc_id: Annotated[str, Field(pattern=r"^briefs/[a-z0-9-]+\.md$")]
    heading: Line
    says: Line


class Claim(Strict):
    claim_id: Annotated[str, Field(pattern=r"^p\d{2}-\d{2}$")]
    paragraph: Annotated[int, Field(ge=1, le=18)]
    wording: Line
    claim_type: Literal["reported fact", "authors' judgement", "recommendation", "forecast"]
    finding: Literal["corroborated", "qualified", "contradicted", "no second source"]
    where: list[Place]


CLAIMS = tuple(Claim.model_validate(json.loads(line)) for line in LINES)
every_claim = pytest.mark.parametrize("claim", CLAIMS, ids=lambda claim: claim.claim_id)


def headings_of(doc_id: str) -> list[str]:
    return re.findall(r"^#{1,6} (.+)$", brief_of(CORPUS / doc_id).body, re.M)


def test_all_claims_are_there_in_the_order_of_the_commentary() -> None:
    ids = [claim.claim_id for claim in CLAIMS]
    assert len(ids) == 87
    assert ids == sorted(set(ids))
    assert {claim.paragraph for claim in CLAIMS} == set(range(1, 19))


@every_claim
def test_a_claim_id_tells_its_paragraph(claim: Claim) -> None:
    assert claim.claim_id.startswith(f"p{claim.paragraph:02d}-")


@every_claim
def test_the_place_of_a_claim_exists(claim: Claim) -> None:
    assert [place for place in claim.where if place.heading not in headings_of(place.doc_id)] == []


@every_claim
def test_a_finding_that_rests_on_a_source_names_the_place(claim: Claim) -> None:
    assert claim.where or claim.finding == "no second source"


@every_claim
def test_no_claim_rests_on_a_retelling_of_the_commentary(claim: Claim) -> None:
    told_again = {"briefs/commentary-digest.md", "briefs/claims-checked.md"}
    assert not told_again & {place.doc_id for place in claim.where}


def test_the_prose_counts_the_findings_as_they_are() -> None:
    prose = brief_of(CORPUS / "briefs" / "claims-checked.md").body
    count = {finding: sum(claim.finding == finding for claim in CLAIMS) for finding in ("contradicted", "qualified")}
    sections = {
        "contradicted": r"## Claims that other sources contradict(.*?)\n## ",
        "qualified": r"## Claims that other sources qualify(.*?)\n## ",
    }
    for finding, section in sections.items():
        (text,) = re.findall(section, prose, re.S)
        assert len(re.findall(r"^The CSIS commentary ", text, re.M)) == count[finding]


if COMMENTARY.is_file():  # tests/corpus/test_collection.py says that CI has it

    @every_claim
    def test_a_claim_is_worded_in_our_words(claim: Claim) -> None:
        ours = "\n".join([claim.wording, *(place.says for place in claim.where)])
        assert list(copied_runs(ours, COMMENTARY.read_text(encoding="utf-8"))) == []
