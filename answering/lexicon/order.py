"""Words in the order that English has them: adjective before noun, the verb of a question after its subject."""

from collections.abc import Sequence
from dataclasses import replace

from answering.lexicon.english import Form, inflect
from answering.lexicon.words import Part, Word

_NOMINAL = (Part.NOUN, Part.NAME)
_TO_BE = frozenset({"be"})


def in_english_order(words: Sequence[Word]) -> list[Word]:
    """The words of one clause, reordered."""
    return _subject_first(_adjectives_first(list(words)))


def _adjectives_first(words: list[Word]) -> list[Word]:
    """`war civil Spanish` -> `Spanish civil war`; a participle that is followed by more stays where it is."""
    ordered: list[Word] = []
    at = 0
    while at < len(words):
        end = _adjectives_end(words, at + 1) if words[at].part in _NOMINAL else at
        if end > at + 1:
            ordered.extend((*_before_noun(words[at + 1 : end]), words[at]))
            at = end
        else:
            ordered.append(words[at])
            at += 1
    return ordered


def _adjectives_end(words: Sequence[Word], start: int) -> int:
    """Where the run of adjectives ends; "and" joins two of them: `policy economic and social`."""
    at = start
    while at < len(words):
        if words[at].part is Part.ADJECTIVE or _is_lone_participle(words, at):
            at += 1
        elif words[at].english == "and" and at > start and words[at + 1 : at + 2] and _is_adjective(words[at + 1]):
            at += 2
        else:
            break
    return at


def _is_adjective(word: Word) -> bool:
    return word.part is Part.ADJECTIVE


def _is_lone_participle(words: Sequence[Word], at: int) -> bool:
    after = words[at + 1] if at + 1 < len(words) else None
    return words[at].is_participle and (after is None or after.part in (Part.VERB, Part.MARK, Part.QUESTION))


def _before_noun(adjectives: Sequence[Word]) -> Sequence[Word]:
    joined = any(word.english == "and" for word in adjectives)
    return adjectives if joined else tuple(reversed(adjectives))


def _subject_first(words: list[Word]) -> list[Word]:
    """`when died Elcano` -> `when did Elcano die`, `where was founded the club` -> `where was the club founded`."""
    question = next((at for at, word in enumerate(words) if word.part is Part.QUESTION), None)
    if question is None:
        return words
    verb = next((at for at in range(question + 1, len(words)) if words[at].is_finite), None)
    if verb is None or any(word.part is Part.MARK for word in words[question:verb]):
        return words
    after = verb + 1
    while after < len(words) and (words[after].is_participle or words[after].form is Form.GERUND):
        after += 1
    end = _subject_end(words, after)
    subject = words[after:end]
    if not subject or not _asks_beside_subject(words[question:verb], words[verb:after], subject):
        return words
    return [*words[:verb], *_split_verb(words[verb:after], subject), *words[end:]]


def _asks_beside_subject(asking: Sequence[Word], verbs: Sequence[Word], subject: Sequence[Word]) -> bool:
    """Whether the question word is not itself the subject, so that the verb must go round the subject."""
    first = asking[0].english
    if len(verbs) > 1:
        return first not in ("who", "which") or subject[0].part is Part.NAME
    if verbs[0].base in _TO_BE:
        return False
    if first in ("who", "which"):
        return False
    if len(asking) == 1 and first != "what":
        return True
    if first.startswith(("in ", "on ", "at ", "from ", "to ")) or first in ("whom", "how long", "why", "how often"):
        return True
    return subject[0].part is Part.NAME or subject[-1].part is Part.NAME or verbs[0].plural > asking[-1].plural


def _split_verb(verbs: Sequence[Word], subject: Sequence[Word]) -> list[Word]:
    first, *rest = verbs
    if rest:  # "was founded", "has been elected"
        return [first, *subject, *rest]
    if first.base.startswith(("can", "must")):
        return [replace(first, english=inflect(first.base, first.form)), *subject]
    does = replace(first, english=_auxiliary(first), base="do")
    return [does, *subject, replace(first, english=inflect(first.base, Form.BASE), form=Form.BASE)]


def _auxiliary(verb: Word) -> str:
    match verb.form:
        case Form.FUTURE:
            return "will"
        case Form.CONDITIONAL:
            return "would"
        case Form.PAST:
            return "did"
    return "do" if verb.plural else "does"


def _subject_end(words: Sequence[Word], start: int) -> int:
    """Where the noun phrase that starts here ends: `the`, adjectives, a noun or names, and what `of` adds to it."""
    at = start
    has_noun = False
    while at < len(words):
        word = words[at]
        if word.part in _NOMINAL:
            has_noun = True
        elif word.english in ("of", "of the") and has_noun:
            has_noun = False
        elif word.part in (Part.DETERMINER, Part.ADJECTIVE) and not has_noun:
            pass
        else:
            break
        at += 1
    return at if has_noun else start
