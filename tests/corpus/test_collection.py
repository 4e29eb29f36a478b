"""What must hold of every document of the collection, whoever writes it."""

import os
import re
from itertools import pairwise
from pathlib import Path

import pytest

from core.settings import Settings
from core.text import split_blocks
from ingest.chunk import chunk
from ingest.load import load_all
from tests.corpus.collection import (
    BRIEFS,
    COMMENTARY,
    CORPUS,
    FrontMatter,
    Original,
    Publication,
    brief_of,
    copied_runs,
    yaml_of,
)
from tests.toys import ToyEmbedder

SUBJECTS = """
    commentary-digest national-guard homicide-statistics kingpin-strategy culiacan-2019 lebaron-massacre
    cartels-landscape judiciary-impunity intelligence-cni extortion drug-policy-cannabis us-mexico-cooperation
    social-programs cicig self-defense-groups public-opinion timeline glossary bibliography claims-checked resumen-es
""".split()
MOST_WORDS = {"digest": 2200, "brief": 1800, "reference": 4000}
FIGURE = re.compile(r"\b\d{1,3}(?:[.,]\d{3})+\b|\d\s?%|\bpercent\b|\bper cent\b|\bpor ciento\b")
YEAR = re.compile(r"\b(?:19|20)\d{2}\b")
LINK = re.compile(r"\]\(([^)\s]+)\)")
LEFT_OVER = re.compile(r"\[S\d+\]|\[[ABC]\]|from memory|unverified|\bTODO\b|/work/|/tmp/")

every_brief = pytest.mark.parametrize("path", BRIEFS, ids=lambda path: path.stem)


def undated_figures(body: str) -> list[str]:
    """Paragraphs and list items that give a large number or a percentage but no year."""
    blocks = [body[start:end] for start, end in split_blocks(body)]
    return [block for block in blocks if FIGURE.search(block) and not YEAR.search(block)]


def test_the_collection_has_a_document_for_each_subject() -> None:
    assert {path.stem for path in BRIEFS} >= set(SUBJECTS)


@every_brief
def test_front_matter_follows_the_schema(path: Path) -> None:
    FrontMatter.model_validate(brief_of(path).about)


@every_brief
def test_each_source_of_a_brief_stands_once_and_in_the_bibliography(path: Path) -> None:
    sources = brief_of(path).about["sources"]
    assert [key for key in sources if key not in yaml_of("bibliography.yaml")] == []
    assert len(set(sources)) == len(sources)


@every_brief
def test_a_stand_in_is_a_digest_of_an_original_that_is_listed(path: Path) -> None:
    about = brief_of(path).about
    listed = {entry["id"] for entry in yaml_of("sources.yaml")} | {None}
    assert about.get("stands_in_for") in listed
    assert (about["kind"] == "digest") == ("stands_in_for" in about)


@every_brief
def test_links_inside_the_collection_lead_somewhere(path: Path) -> None:
    links = LINK.findall(brief_of(path).body)
    inside = [link.split("#")[0] for link in links if not link.startswith(("http://", "https://", "#"))]
    assert [link for link in inside if not (path.parent / link).exists()] == []


@every_brief
def test_a_figure_has_a_year_in_its_paragraph(path: Path) -> None:
    assert undated_figures(brief_of(path).body) == []


def test_a_figure_without_a_year_is_found() -> None:
    body = "In 2019 it was 17,608.\n\nIt was 17,608.\n\n- About 60 percent.\n- About 60% in 2020.\n- About 60."
    assert undated_figures(body) == ["It was 17,608.", "- About 60 percent."]


@every_brief
def test_a_document_is_as_long_as_its_kind_asks(path: Path) -> None:
    brief = brief_of(path)
    least = 500 if brief.about["language"] == "es" else 600
    told = [word for word in brief.body.split() if any(map(str.isalnum, word))]
    assert least <= len(told) <= MOST_WORDS[brief.about["kind"]]


@every_brief
def test_nothing_of_the_notes_is_left_over(path: Path) -> None:
    assert LEFT_OVER.findall(path.read_text(encoding="utf-8")) == []


@every_brief
def test_a_document_has_one_title_and_sections_with_text(path: Path) -> None:
    body = brief_of(path).body
    lines = [line for line in body.splitlines() if line.strip()]
    headings = [line for line in lines if line.startswith("#")]
    assert [line for line in headings if line.startswith("# ")] == headings[:1]
    assert len(headings) == len(set(headings)) >= 4
    deeper = [(one, two) for one, two in pairwise(lines) if one.startswith("#") and two.startswith("#")]
    assert [(one, two) for one, two in deeper if not two.startswith(one.split()[0] + "#")] == []


@every_brief
def test_the_passages_of_a_document_join_back_to_it(path: Path, settings: Settings, embedder: ToyEmbedder) -> None:
    name = path.relative_to(CORPUS).as_posix()
    (loaded,) = load_all(path.read_bytes(), name, settings)
    passages = chunk(loaded.document, embedder, settings.passage_tokens)
    assert "".join(passage.text for passage in passages) == loaded.document.text
    assert all(loaded.document.text[p.start : p.end] == p.text for p in passages)
    assert len(passages) > 3
    assert loaded.hidden == ()


@every_brief
def test_ingest_reads_the_front_matter_as_it_stands(path: Path, settings: Settings) -> None:
    about = FrontMatter.model_validate(brief_of(path).about)
    (loaded,) = load_all(path.read_bytes(), path.relative_to(CORPUS).as_posix(), settings)
    metadata = loaded.document.metadata
    assert loaded.document.title == about.title
    assert metadata.authors == ("Cotejo project",)
    assert (metadata.kind.value, metadata.language, metadata.period, metadata.published, metadata.stands_in_for) == (
        about.kind,
        about.language,
        about.period,
        about.published,
        about.stands_in_for or "",
    )


if COMMENTARY.is_file():  # nobody but CI must have a copy; the next test says that CI has

    @every_brief
    def test_no_seven_words_in_a_row_are_the_commentarys(path: Path) -> None:
        brief = brief_of(path)
        text = brief.about["title"] + "\n" + brief.body
        assert list(copied_runs(text, COMMENTARY.read_text(encoding="utf-8"))) == []


def test_continuous_integration_compares_with_the_commentary() -> None:
    assert COMMENTARY.is_file() or os.environ.get("CI") != "true"


def test_a_copied_run_is_found_whatever_its_case_and_punctuation() -> None:
    original = "She said that the plan was, in short, late and vague."
    assert list(copied_runs("The plan was in short late and clear.", original)) == ["The plan was in short late and"]
    assert list(copied_runs("The plan was in short, vague.", original)) == []


def test_a_run_of_names_is_not_a_copy() -> None:
    original = "The Centre for Strategic and International Studies in Washington wrote it."
    text = "We read the Centre for Strategic and International Studies."
    assert list(copied_runs(text, original)) == []


def test_originals_are_listed_with_all_that_a_reader_must_know() -> None:
    originals = [Original.model_validate(entry) for entry in yaml_of("sources.yaml")]
    assert len({original.id for original in originals}) == len(originals) >= 16
    assert len({original.url for original in originals}) == len(originals)
    assert [original.id for original in originals if original.opened] == []


def test_the_first_original_is_the_commentary_and_it_is_not_ours_to_pass_on() -> None:
    first = Original.model_validate(yaml_of("sources.yaml")[0])
    assert first.id == "csis-abrazos-2019"
    assert first.title == "'Abrazos no Balazos'—Evaluating AMLO's Security Initiatives"
    assert first.authors == ["Linnea Sandin", "Gladys McCormick"]
    assert first.publisher == "Center for Strategic and International Studies"
    assert first.licence == "© CSIS, all rights reserved, not redistributed"
    assert (first.published, first.file) == ("2019-12", "csis-abrazos-2019.txt")


def test_the_bibliography_names_a_publisher_for_every_source() -> None:
    for entry in yaml_of("bibliography.yaml").values():
        Publication.model_validate(entry)


def test_every_source_of_the_bibliography_serves_a_document() -> None:
    used = {key for path in BRIEFS for key in brief_of(path).about["sources"]}
    assert sorted(yaml_of("bibliography.yaml").keys() - used) == []
