"""Faults of the question sets: what a careful second reader would find, found by rule."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations

from core.text import content_words
from evals.gold import GoldSpan, TextOf, find_quote, gold_spans
from evals.match import says, says_fact
from evals.questions import MOST_PHRASE_WORDS, EvalQuestion, Kind

QuestionSets = Mapping[str, tuple[EvalQuestion, ...]]
_MOST_PLACES = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """Something wrong with a question. A warning may stay; an error may not."""

    question_id: str
    reason: str
    is_warning: bool = False


def find_faults(sets: QuestionSets, text_of: TextOf) -> tuple[Fault, ...]:
    """Everything wrong with the sets, held against the documents."""
    everything = [question for questions in sets.values() for question in questions]
    faults = [*_repeated(everything), *_straddling(sets, text_of), *_broken_dialogues(everything)]
    for question in everything:
        faults += [*_of_quotes(question, text_of), *_of_gold(question), *_of_facts(question, text_of)]
    return tuple(faults)


def count_by_tag(sets: QuestionSets) -> dict[str, Counter[str]]:
    """How many questions each set has of each kind, tag and language; and its dialogues."""
    return {name: _count(questions) for name, questions in sets.items()}


def _count(questions: Iterable[EvalQuestion]) -> Counter[str]:
    counted: Counter[str] = Counter()
    dialogues = set()
    for question in questions:
        counted.update(["all", str(question.kind), *(f"#{tag}" for tag in question.tags), f"in {question.language}"])
        dialogues.add(question.dialogue)
    counted["dialogues"] = len(dialogues - {""})
    return counted


def _repeated(questions: Iterable[EvalQuestion]) -> Iterator[Fault]:
    ids: set[str] = set()
    asked: dict[tuple[str, ...], str] = {}
    for question in questions:
        if question.question_id in ids:
            yield Fault(question_id=question.question_id, reason="another question has this id")
        ids.add(question.question_id)
        if question.is_follow_up:
            continue
        key = tuple(sorted(content_words(question.question)))
        if key in asked:
            yield Fault(question_id=question.question_id, reason=f"asks what {asked[key]!r} asks")
        asked.setdefault(key, question.question_id)


def _straddling(sets: QuestionSets, text_of: TextOf) -> Iterator[Fault]:
    """No topic and no gold sentence may be in two sets: tuning on one would leak into the other."""
    topics: dict[str, set[str]] = {name: {q.topic for q in qs if q.topic} for name, qs in sets.items()}
    gold: dict[str, dict[GoldSpan, str]] = {
        name: {span: q.question_id for q in qs for span in gold_spans(q, text_of)} for name, qs in sets.items()
    }
    for one, other in combinations(sets, 2):
        for topic in sorted(topics[one] & topics[other]):
            yield Fault(question_id=f"topic {topic!r}", reason=f"is in both {one!r} and {other!r}")
        for span in gold[one].keys() & gold[other].keys():
            where = f"{span.doc_id}, characters {span.start}-{span.end}"
            reason = f"shares a gold sentence ({where}) with {gold[other][span]!r} of {other!r}"
            yield Fault(question_id=gold[one][span], reason=reason)


def _broken_dialogues(questions: Iterable[EvalQuestion]) -> Iterator[Fault]:
    dialogues: dict[str, list[EvalQuestion]] = defaultdict(list)
    for question in questions:
        if question.dialogue:
            dialogues[question.dialogue].append(question)
    for name, turns in dialogues.items():
        numbers = [question.turn for question in turns]
        if numbers != list(range(1, len(turns) + 1)):
            yield Fault(question_id=turns[0].question_id, reason=f"dialogue {name!r} has turns {numbers}, not 1, 2, …")
        for question in turns[1:]:
            if not question.standalone:
                yield Fault(question_id=question.question_id, reason="is a follow-up without `standalone`")


def _of_quotes(question: EvalQuestion, text_of: TextOf) -> Iterator[Fault]:
    for quote in question.quotes:
        count = len(quote.phrase.split())
        if count > MOST_PHRASE_WORDS:
            reason = f"the phrase {quote.phrase!r} has {count} words, more than {MOST_PHRASE_WORDS}"
            yield Fault(question_id=question.question_id, reason=reason)
        if text_of(quote.doc_id) is None:
            yield Fault(question_id=question.question_id, reason=f"there is no document {quote.doc_id!r}")
            continue
        places = len(find_quote(quote, text_of))
        if places == 0:
            reason = f"the phrase {quote.phrase!r} does not occur in {quote.doc_id!r}"
            yield Fault(question_id=question.question_id, reason=reason)
        if places > _MOST_PLACES:
            reason = f"the phrase {quote.phrase!r} occurs {places} times in {quote.doc_id!r}: it is not distinctive"
            yield Fault(question_id=question.question_id, reason=reason, is_warning=True)


def _of_gold(question: EvalQuestion) -> Iterator[Fault]:
    if question.kind is Kind.UNANSWERABLE:
        if question.all_facts or question.quotes:
            yield Fault(question_id=question.question_id, reason="is unanswerable, yet has facts or quotes")
        return
    if not question.all_facts:
        yield Fault(question_id=question.question_id, reason="has no facts, so no answer could be judged")
    if not question.quotes:
        yield Fault(question_id=question.question_id, reason="has no quotes, so retrieval could not be judged")


def _of_facts(question: EvalQuestion, text_of: TextOf) -> Iterator[Fault]:
    if not question.quotes:
        return
    texts = [text_of(doc_id) or "" for doc_id in dict.fromkeys(quote.doc_id for quote in question.quotes)]
    sentences = [(text_of(span.doc_id) or "")[span.start : span.end] for span in gold_spans(question, text_of)]
    for group in question.all_facts:
        if not any(says_fact(text, group) for text in texts):
            reason = f"no gold document says the fact {' | '.join(group)!r} in any of its forms"
            yield Fault(question_id=question.question_id, reason=reason)
        elif not any(says_fact(sentence, group) for sentence in sentences):
            reason = f"no gold sentence says the fact {' | '.join(group)!r}; it stands elsewhere in the document"
            yield Fault(question_id=question.question_id, reason=reason, is_warning=True)
        if says_fact(question.standalone or question.question, group) and question.kind is Kind.ANSWERABLE:
            reason = f"the question names its answer {' | '.join(group)!r}"
            yield Fault(question_id=question.question_id, reason=reason, is_warning=True)
    for phrase in question.must_not:
        if any(says(sentence, phrase) for sentence in sentences):
            reason = f"a gold sentence says what must not be said: {phrase!r}"
            yield Fault(question_id=question.question_id, reason=reason)
