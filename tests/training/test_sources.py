import json
from pathlib import Path

from training.records import Claimed, Exchange, Label
from training.sources import (
    HELD_OUT_ARTICLES,
    canard,
    detokenise,
    is_held_out,
    natural_questions,
    qamr,
    selqa,
    squad,
    wice,
)  # fmt: skip


def write(folder: Path, name: str, row: object) -> Path:
    (folder / f"{name}.jsonl").write_text(json.dumps(row) + "\n", encoding="utf-8")
    return folder


def test_detokenised_spans_slice_back_to_the_tokens() -> None:
    tokens = "He said : `` It 's 209 m -LRB- 687 feet -RRB- high , is n't it ? ''".split(" ")
    text, spans = detokenise(tokens)
    assert text == "He said: \"It's 209 m (687 feet) high, isn't it?\""
    assert [text[s:e] for s, e in spans[4:6]] == ["It", "'s"]
    assert [text[s:e] for s, e in spans[8:12]] == ["(", "687", "feet", ")"]


def test_whole_articles_are_held_out_always_the_same() -> None:
    groups = [f"article {i}" for i in range(2000)]
    held = [is_held_out(group) for group in groups]
    assert held == [is_held_out(group) for group in groups]
    assert 0.08 < sum(held) / len(held) < 0.13
    assert all(is_held_out(name) for name in HELD_OUT_ARTICLES)


def test_unanswerable_questions_have_no_answers(tmp_path: Path) -> None:
    row = {"article": "Port_Ellis", "passage": "It is tall.", "question": "Who?", "answerable": False, "answers": []}
    [asked] = squad(write(tmp_path, "squad2", row))
    assert (asked.answers, asked.paragraph.heading) == ((), "Port Ellis")


def test_every_occurrence_of_a_short_answer_counts_but_not_inside_words(tmp_path: Path) -> None:
    row = {"question": "where", "answers": ["Ell"], "title": "T", "passage": "Ell and Ellis and Ell."}
    [asked] = natural_questions(write(tmp_path, "nq_gold", row))
    assert asked.answers == ((0, 3), (18, 21))


def test_answering_sentences_slice_to_the_candidates(tmp_path: Path) -> None:
    row = {"question": "q", "article": "A", "section": "S", "candidates": ["One.", "Two.", "Three."], "answers": [0, 2]}
    [asked] = selqa(write(tmp_path, "selqa", row))
    assert [asked.paragraph.text[s:e] for s, e in asked.answers] == ["One.", "Three."]
    assert asked.whole_sentences


def test_a_broken_answer_keeps_its_first_run(tmp_path: Path) -> None:
    tokens = "The hen and the fox ran away from here"
    row = {"sentence_id": "Wiki1k:w:7:0:1", "tokens": tokens, "question": "q", "answer_token_indices": [0, 1, 8]}
    [(sentence_id, asked)] = qamr(write(tmp_path, "qamr", row))
    assert (sentence_id, asked.paragraph.group) == ("Wiki1k:w:7:0:1", "qamr:7")
    assert [asked.paragraph.text[s:e] for s, e in asked.answers] == ["The hen"]


def test_a_partly_supported_claim_is_not_supported(tmp_path: Path) -> None:
    row: dict[str, object] = {"id": "d1", "claim": "It is tall and red.", "evidence": ["It is tall.", "Other."]}
    row |= {"label": "partially_supported", "supporting_sentences": [[0]]}
    [claimed] = wice(write(tmp_path, "wice", row))
    assert claimed == Claimed(
        claim="It is tall and red.", evidence="It is tall. Other.", label=Label.NOT_SUPPORTED, group="wice:d1"
    )


def test_the_answer_to_a_turn_stands_in_the_history_of_the_next(tmp_path: Path) -> None:
    opening = ["Port Ellis", "The lighthouse"]
    turns = [
        (1, opening, "Who built it?", "Who built the lighthouse?"),
        (2, [*opening, "Who built it?", "Ana did"], "When?", "When did Ana build the lighthouse?"),
        (3, [*opening, "Who built it?", "Ana did", "When?", "I don't know."], "And why?", "Why was it built?"),
    ]
    rows = [{"dialogue": "d", "turn": n, "history": h, "question": q, "rewrite": w} for n, h, q, w in turns]
    (tmp_path / "canard.jsonl").write_text("".join(json.dumps(row) + "\n" for row in reversed(rows)), encoding="utf-8")
    [talk] = canard(tmp_path)
    assert talk.exchanges == (Exchange(question="Who built it?", answer="Ana did"), Exchange(question="When?"))
    assert talk.wholes == ("Who built the lighthouse?", "When did Ana build the lighthouse?")
