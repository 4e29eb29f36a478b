"""Other people's sets as ours: a library of one `corpus.jsonl`, and a question set over it.

What is made this way is measured with the same commands as our own sets:

    python -m evals adapt squad2 --to build/squad2
    export COTEJO_LIBRARY=build/squad2/corpus COTEJO_DATA=build/squad2/index
    python -m ingest
    python -m evals run --set build/squad2/questions.jsonl
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict

from core.errors import QuestionError
from core.lines import read_lines, write_lines
from core.settings import ROOT
from core.text import normalise
from evals.match import find_words, tokens
from evals.phrase import distinctive_phrase
from evals.questions import EvalQuestion, Exchange, Quote, save_questions

BENCHMARKS = ROOT.parent / "shared" / "benchmarks"
CORPUS_FILE = "corpus.jsonl"
_NO_ANSWER = ("i don't know.", "cannotanswer")
_MOST_PLACES = 3


class _Loose(BaseModel):
    """A row of somebody else's file, with whatever fields it has."""

    model_config = ConfigDict(extra="allow", frozen=True)

    @property
    def fields(self) -> dict[str, Any]:
        return self.model_extra or {}


@dataclass(frozen=True, slots=True, kw_only=True)
class Adapted:
    """A library and a question set made of somebody else's rows."""

    documents: dict[str, tuple[str, str]]  # id -> title and text
    questions: tuple[EvalQuestion, ...]


Rows = Sequence[dict[str, Any]]


def adapt(name: str, source: Path = BENCHMARKS, limit: int = 0) -> Adapted:
    """The set of this name from its file in a folder; every document stays, `limit` thins the questions evenly.

    Raises `QuestionError` for a name that there is no adapter for, and where the file is absent.
    """
    path = source / f"{name}.jsonl"
    if name not in ADAPTERS:
        raise QuestionError(f"There is no adapter for {name!r}. There are: {', '.join(ADAPTERS)}.")
    if not path.is_file():
        raise QuestionError(f"{str(path)!r} is not there. Name the folder that has it with --from.")
    adapted = ADAPTERS[name]([row.fields for row in read_lines(path, _Loose)])
    step = max(1, len(adapted.questions) // limit) if limit else 1
    return Adapted(documents=adapted.documents, questions=adapted.questions[::step][: limit or None])


def save_adapted(adapted: Adapted, folder: Path) -> tuple[Path, Path]:
    """Writes library and question set; returns the folder of the one and the file of the other."""
    library, questions = folder / "corpus", folder / "questions.jsonl"
    rows = ({"_id": doc_id, "title": title, "text": text} for doc_id, (title, text) in adapted.documents.items())
    write_lines(library / CORPUS_FILE, rows)
    save_questions(questions, adapted.questions)
    return library, questions


def squad2(rows: Rows) -> Adapted:
    """SQuAD 2.0: a paragraph is a document; questions written to look answerable that are not."""
    documents = {f"{r['article']}-{r['paragraph']}": (_title(r["article"]), normalise(r["passage"])) for r in rows}
    questions = [
        _question(
            f"squad2-{number:05}",
            row["question"],
            [answer["text"] for answer in row["answers"]],
            (f"{row['article']}-{row['paragraph']}", normalise(row["passage"])),
            tags=("squad2",),
        )
        for number, row in enumerate(rows)
    ]
    return Adapted(documents=documents, questions=tuple(questions))


def selqa(rows: Rows) -> Adapted:
    """SelQA: a section of an article is a document, and a right answer cites a sentence that people chose of it."""
    sections = {
        (title, section): f"selqa-{number:05}"
        for number, (title, section) in enumerate(dict.fromkeys((r["article"], r["section"]) for r in rows))
    }
    documents, questions = {}, []
    for number, row in enumerate(rows):
        doc_id = sections[row["article"], row["section"]]
        sentences = [normalise(sentence) for sentence in row["candidates"]]
        documents[doc_id] = (f"{row['article']}: {row['section']}", " ".join(sentences))
        asked = _question(
            f"selqa-{number:05}",
            row["question"],
            [sentences[at] for at in row["answers"]],
            (doc_id, documents[doc_id][1]),
            tags=("paraphrase" if row["paraphrased"] else "shared words",),
        )
        questions.append(asked.model_copy(update={"facts": ()}))
    return Adapted(documents=documents, questions=tuple(questions))


def nq_gold(rows: Rows) -> Adapted:
    """Natural Questions: what people typed, each against its gold passage among all the others."""
    documents = {f"nq-{number:05}": (row["title"], normalise(row["passage"])) for number, row in enumerate(rows)}
    questions = [
        _question(f"nq-{number:05}", row["question"], row["answers"], (f"nq-{number:05}", normalise(row["passage"])))
        for number, row in enumerate(rows)
    ]
    return Adapted(documents=documents, questions=tuple(questions))


def xquad_en_es(rows: Rows) -> Adapted:
    """XQuAD: each question in Spanish and in English, over the English paragraphs."""
    documents = {f"{r['article']}-{r['paragraph']}": (_title(r["article"]), normalise(r["passage_en"])) for r in rows}
    questions = [
        _question(
            f"xquad-{row['id']}-{language}",
            row[f"question_{language}"],
            [row["answer_en"]],
            (f"{row['article']}-{row['paragraph']}", normalise(row["passage_en"])),
            tags=(f"xquad-{language}",),
            language=language,
        )
        for row in rows
        for language in ("es", "en")
    ]
    return Adapted(documents=documents, questions=tuple(questions))


def canard(rows: Rows) -> Adapted:
    """CANARD: follow-ups with a person's rewriting. A dialogue's answers, in their order, are its document.

    The answer to a turn stands in the history of the next one; the last turn of a dialogue has none and is left out.
    """
    turns: dict[str, list[dict[str, Any]]] = {}
    for row in sorted(rows, key=lambda row: (row["dialogue"], row["turn"])):
        turns.setdefault(row["dialogue"], []).append(row)
    documents, questions = {}, []
    for dialogue, asked in turns.items():
        title, section, *said = asked[-1]["history"]
        documents[dialogue] = (f"{title}: {section}", normalise(" ".join(said[1::2])))
        for row, after in zip(asked, asked[1:], strict=False):
            questions.append(_follow_up(dialogue, row, after["history"][-1], documents[dialogue][1]))
    return Adapted(documents=documents, questions=tuple(questions))


ADAPTERS: dict[str, Callable[[Rows], Adapted]] = {
    "squad2": squad2,
    "selqa": selqa,
    "nq_gold": nq_gold,
    "xquad_en_es": xquad_en_es,
    "canard": canard,
}


def _follow_up(dialogue: str, row: dict[str, Any], answer: str, text: str) -> EvalQuestion:
    title, section, *said = row["history"]
    opening = Exchange(question=f"{title}: {section}")
    history = (opening, *(Exchange(question=q, answer=a) for q, a in zip(said[::2], said[1::2], strict=True)))
    answers = [] if answer.strip().lower() in _NO_ANSWER else [answer]
    asked = _question(f"canard-{dialogue}-{row['turn']}", row["question"], answers, (dialogue, text), tags=("canard",))
    return asked.model_copy(update={"history": history, "standalone": row["rewrite"], "facts": ()})


def _question(
    question_id: str,
    question: str,
    answers: Iterable[str],
    document: tuple[str, str],
    *,
    tags: tuple[str, ...] = (),
    language: str = "en",
) -> EvalQuestion:
    """A question whose gold is every place of its document where an answer stands; without answers unanswerable."""
    forms = tuple(dict.fromkeys(form for form in map(normalise, answers) if tokens(form)))
    doc_id, text = document
    return EvalQuestion(
        question_id=question_id,
        question=question,
        answerable=bool(forms),
        facts=(forms,) if forms else (),
        quotes=tuple(Quote(doc_id=f"{CORPUS_FILE}/{doc_id}", phrase=phrase) for phrase in _phrases(text, forms)),
        tags=tags,
        language=language,
    )


def _phrases(text: str, forms: Iterable[str]) -> Iterator[str]:
    """A phrase for each of the first places where a form stands; each once."""
    words = tokens(text)
    places = [place for form in forms for place in find_words(words, tokens(form))[:_MOST_PLACES]]
    yield from dict.fromkeys(filter(None, (distinctive_phrase(text, place) for place in places)))


def _title(article: str) -> str:
    return article.replace("_", " ")
