"""The public sets as questions on paragraphs and claims on evidence; nothing is made up here."""

import hashlib
import json
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from answering.reading.checker import closest_sentences
from core.text import Span
from training.records import Asked, Claimed, Exchange, Label, Paragraph, Talk

HELD_OUT_ARTICLES = {"1973_oil_crisis"}
_UNBRACKET = {"-LRB-": "(", "-RRB-": ")", "-LSB-": "[", "-RSB-": "]", "``": '"', "''": '"', "--": "–"}
_NO_ANSWER = re.compile(r"i don['’]t know\W*$", re.IGNORECASE)
_GLUED_LEFT = re.compile(r"^(?:[.,;:?!%)\]]|'s|'re|'ve|'ll|'d|'m|n't|')$")


def is_held_out(group: str) -> bool:
    """Whether an article is kept for calibration: one article in ten, by a hash of its name, and one named above."""
    return group in HELD_OUT_ARTICLES or hashlib.sha256(group.encode()).digest()[0] < 26


def rows(folder: Path, name: str) -> list[dict[str, Any]]:
    """The rows of one set."""
    with (folder / f"{name}.jsonl").open(encoding="utf-8") as file:
        return [json.loads(line) for line in file]


def paragraph(name: str, row: dict[str, Any]) -> Paragraph:
    """The paragraph of a row of one of three sets."""
    if name == "squad2":
        return Paragraph(group=row["article"], heading=row["article"].replace("_", " "), text=row["passage"])
    if name == "nq_gold":
        return Paragraph(group="nq:" + row["title"], heading=row["title"], text=row["passage"])
    heading = " > ".join(filter(None, (row["article"], row["section"])))
    return Paragraph(group="selqa:" + row["article"], heading=heading, text=" ".join(row["candidates"]))


def squad(folder: Path) -> Iterator[Asked]:
    """SQuAD 2.0: questions that the paragraph answers, and questions that only look so."""
    for row in rows(folder, "squad2"):
        answers = tuple((a["start"], a["start"] + len(a["text"])) for a in row["answers"]) if row["answerable"] else ()
        yield Asked(paragraph=paragraph("squad2", row), question=row["question"], answers=answers)


def natural_questions(folder: Path) -> Iterator[Asked]:
    """Questions as typed to a search engine, on the passage that answers; every occurrence of an answer counts."""
    for row in rows(folder, "nq_gold"):
        spans = tuple(_occurrences(row["answers"], row["passage"]))
        if spans:
            yield Asked(paragraph=paragraph("nq_gold", row), question=row["question"], answers=spans)


def covid(folder: Path) -> Iterator[Asked]:
    """Questions on papers about viruses; the answers are long."""
    for row in rows(folder, "covidqa"):
        answer = row["answer"]
        start, text = (answer["start"], answer["text"]) if isinstance(answer, dict) else (row["start"], answer)
        group = "covid:" + hashlib.sha256(row["passage"][:60].encode()).hexdigest()[:8]
        shown = Paragraph(group=group, heading="", text=row["passage"])
        yield Asked(paragraph=shown, question=row["question"], answers=((start, start + len(text)),))


def selqa(folder: Path) -> Iterator[Asked]:
    """Questions on a section, with the sentences that answer."""
    for row in rows(folder, "selqa"):
        spans: list[Span] = []
        for sentence in row["candidates"]:
            start = spans[-1][1] + 1 if spans else 0
            spans.append((start, start + len(sentence)))
        answers = tuple(spans[index] for index in row["answers"])
        yield Asked(paragraph=paragraph("selqa", row), question=row["question"], answers=answers, whole_sentences=True)


def qamr(folder: Path) -> Iterator[tuple[str, Asked]]:
    """Questions on single sentences, each with the id of its sentence."""
    for row in rows(folder, "qamr"):
        text, spans = detokenise(row["tokens"].split(" "))
        run = _first_run(row["answer_token_indices"])
        group = "qamr:" + row["sentence_id"].split(":")[2]
        shown = Paragraph(group=group, heading="", text=text)
        answer = (spans[run[0]][0], spans[run[-1]][1])
        yield row["sentence_id"], Asked(paragraph=shown, question=row["question"], answers=(answer,))


def canard(folder: Path) -> Iterator[Talk]:
    """Conversations about a section of an encyclopedia. The answer to a turn stands in the history of the next one."""
    turns: dict[str, list[dict[str, Any]]] = {}
    for row in rows(folder, "canard"):
        turns.setdefault(row["dialogue"], []).append(row)
    for asked in turns.values():
        asked.sort(key=lambda row: int(row["turn"]))
        title, section = asked[-1]["history"][:2]
        told = [after["history"][-1] for after in asked[1:]]
        answers = ["" if _NO_ANSWER.match(answer) else answer for answer in told]
        yield Talk(
            group="canard:" + title,
            heading=f"{title} > {section}",
            exchanges=tuple(Exchange(question=q["question"], answer=a) for q, a in zip(asked, answers, strict=False)),
            wholes=tuple(row["rewrite"] for row in asked[: len(answers)]),
        )


def begin(folder: Path) -> Iterator[Claimed]:
    """Replies in a chat, held against the one sentence they were to rest on."""
    for row in rows(folder, "begin"):
        label = Label.SUPPORTED if row["label"] == "Fully attributable" else Label.NOT_SUPPORTED
        yield Claimed(claim=row["response"], evidence=row["source"], label=label, group="begin:" + row["source"])


def wice(folder: Path, words_of_evidence: int = 110) -> Iterator[Claimed]:
    """Claims of an encyclopedia, held against the sentences of the cited page that share most with them."""
    for row in rows(folder, "wice"):
        named = {index for option in row["supporting_sentences"] for index in option}
        evidence = closest_sentences(row["claim"], row["evidence"], words_of_evidence, first=named)
        label = Label.SUPPORTED if row["label"] == "supported" else Label.NOT_SUPPORTED
        yield Claimed(claim=row["claim"], evidence=evidence, label=label, group="wice:" + row["id"])


def detokenise(tokens: Sequence[str]) -> tuple[str, list[Span]]:
    """Penn Treebank tokens as running text, and where each token stands in it."""
    text, spans, open_quote = "", [], False
    glue_next = True
    for token in tokens:
        written = _UNBRACKET.get(token, token)
        closes = token == "''" or (written == '"' and open_quote) or bool(_GLUED_LEFT.match(written))
        if not (glue_next or closes):
            text += " "
        spans.append((len(text), len(text) + len(written)))
        text += written
        if written == '"':
            open_quote = not open_quote
        glue_next = written in "([$£€#" or (written == '"' and open_quote)
    return text, spans


def _first_run(indices: Sequence[int]) -> list[int]:
    ordered = sorted(set(indices))
    run = ordered[:1]
    for index in ordered[1:]:
        if index > run[-1] + 2:
            break
        run.append(index)
    return run


def _occurrences(answers: Sequence[str], text: str) -> Iterator[Span]:
    for answer in answers:
        for match in re.finditer(rf"(?<!\w){re.escape(answer)}(?!\w)", text):
            yield match.span()
