"""Words in the order that English has them: adjective before noun, the verb of a question after its subject."""

from collections.abc import Sequence
from dataclasses import replace

from answering.language.lexicon.english import Form, inflect
from answering.language.lexicon.words import Part, Word

_NOMINAL = (Part.NOUN, Part.NAME)
_LINKS = frozenset({"that", "who", "which", "when", "where", "while", "if", "because", "whose"})
_MANNER = frozenset({"when", "where", "how", "why", "whom", "how often", "how long", "how much"})
_ADVERBIAL = frozenset({"when", "where", "while", "because", "until", "since"})
_TAKES_OBJECT = (" of", " to", " on", " in", " from", " as")
_POSSESSIVE = frozenset({"its", "their"})


def in_english_order(words: Sequence[Word], *, opens: bool = True) -> list[Word]:
    """The words of one clause, reordered; only one that opens a question may ask for yes or no."""
    return _subject_first(_subordinate(_adjectives_first(list(words))), opens=opens)


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
        elif words[at].english == "and" and at > start and _is_adjective(words, at + 1):
            at += 2
        else:
            break
    return at


def _is_adjective(words: Sequence[Word], at: int) -> bool:
    return at < len(words) and words[at].part is Part.ADJECTIVE


def _is_lone_participle(words: Sequence[Word], at: int) -> bool:
    after = words[at + 1] if at + 1 < len(words) else None
    return words[at].is_participle and (after is None or after.part in (Part.VERB, Part.MARK, Part.QUESTION))


def _before_noun(adjectives: Sequence[Word]) -> Sequence[Word]:
    joined = any(word.english == "and" for word in adjectives)
    return adjectives if joined else tuple(reversed(adjectives))


def _subordinate(words: list[Word]) -> list[Word]:
    """`when began the war` -> `when the war began`, where it does not ask."""
    for at in range(len(words) - 1):
        if words[at].english in _ADVERBIAL and words[at].part is Part.PREPOSITION and words[at + 1].is_finite:
            after = at + 2
            while after < len(words) and words[after].is_participle:
                after += 1
            end = _subject_end(words, after)
            if words[after:end] and words[after].part in (Part.DETERMINER, Part.NAME):
                return [*words[: at + 1], *words[after:end], *words[at + 1 : after], *words[end:]]
    return words


def _subject_first(words: list[Word], *, opens: bool) -> list[Word]:
    """`when died Elcano` -> `when did Elcano die`, `where was founded the club` -> `where was the club founded`."""
    start = _question_start(words, opens=opens)
    verb = _verb_of(words, start) if start is not None else None
    if start is None or verb is None:
        return words
    after = verb + 1
    while after < len(words) and (words[after].is_participle or words[after].form is Form.GERUND):
        after += 1
    asking, verbs = words[start:verb], words[verb:after]
    if len(asking) > 1 and asking[0].english in ("why", "how", "when", "where") and words[verb - 1].part in _NOMINAL:
        return [*words[: start + 1], *_split_verb(verbs, asking[1:]), *words[after:]]
    end = _subject_end(words, after)
    subject = words[after:end]
    is_object = start > 0 and words[start - 1].part is Part.PREPOSITION  # "for whom", "to what body"
    if not subject or not _goes_round(asking, verbs, subject, is_object=is_object):
        return words
    return [*words[:verb], *_split_verb(verbs, subject), *words[end:]]


def _question_start(words: Sequence[Word], *, opens: bool) -> int | None:
    """Where the question word stands, or the verb that opens a question for yes or no."""
    asked = next((at for at, word in enumerate(words) if word.part is Part.QUESTION), None)
    if asked is not None:
        return asked
    return 0 if opens and words and words[-1].english == "?" and words[0].is_finite else None


def _verb_of(words: Sequence[Word], start: int) -> int | None:
    """Where the verb of the question stands; none where the question phrase brought its own, or a new clause opens."""
    if words[start].part is Part.QUESTION and {"is", "was", "are", "were"} & set(words[start].english.split()):
        return None
    for at in range(start, len(words)):
        if words[at].is_finite:
            return at
        if words[at].part is Part.MARK or words[at].english in _LINKS and words[at].part is Part.PREPOSITION:
            return None
    return None


def _goes_round(asking: Sequence[Word], verbs: Sequence[Word], subject: Sequence[Word], *, is_object: bool) -> bool:
    """Whether what follows the verb is its subject, and not what the question word does something to."""
    takes_object = verbs[-1].base.endswith(_TAKES_OBJECT) and not (asking and asking[0].english.startswith("from "))
    if takes_object or (verbs[0].base == "be" and len(verbs) == 1 and asking):
        return False
    is_named = subject[0].part is Part.NAME
    if not asking:
        return True
    first = asking[0].english
    if len(verbs) > 1:
        return is_object or is_named or first not in ("who", "which")
    if subject[0].english in _POSSESSIVE or not (is_named or subject[0].part is Part.DETERMINER):
        return False
    if is_object or first in _MANNER or first.startswith(("in ", "on ", "at ", "from ", "to ")):
        return True
    return first not in ("who", "which") and (is_named or verbs[0].plural is not asking[-1].plural)


def _split_verb(verbs: Sequence[Word], subject: Sequence[Word]) -> list[Word]:
    """A verb round its subject: `did X win`, `was X founded`, `can X win`."""
    first, *rest = verbs
    if rest or first.base == "be":
        return [first, *subject, *rest]
    if first.base.startswith("be "):
        be, _, state = first.base.partition(" ")
        is_ = replace(first, english=inflect(be, first.form, plural=first.plural), base="be")
        return [is_, *subject, replace(first, english=state, form=Form.PARTICIPLE)]
    if first.base == "can" or first.base.startswith("there"):
        return [first, *subject]
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
        elif has_noun and (word.english in ("of", "of the") or _joins_noun(words, at)):
            has_noun = False
        elif word.part not in (Part.DETERMINER, Part.ADJECTIVE) or has_noun:
            break
        at += 1
    return at if has_noun else start


def _joins_noun(words: Sequence[Word], at: int) -> bool:
    return words[at].english == "and" and at + 1 < len(words) and words[at + 1].part in _NOMINAL
