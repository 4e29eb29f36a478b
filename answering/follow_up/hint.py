"""The topic of a conversation, in brackets behind a follow-up that does not say what it speaks of."""

import re
from collections.abc import Sequence

from answering.follow_up.moves import own_words
from answering.follow_up.said import Said, answered, spoken
from answering.language.names import NameKind, find_names, folded
from answering.language.phrases import DATE, YEAR, Mention, counted, mentions
from answering.question import language_of
from core.text import content_words

_END = " ¿?¡!.,"
_SHORTEST_HINT = 3  # characters
_MOST_HINTS = 3
_MOST_HINT_WORDS = 6
_THIN = 5  # content words; with more, a question without a pronoun speaks for itself
_PAST_THIN = 3  # own words of a question about what happened: that was spoken of
_PAST = re.compile(
    r"\b(?:did|was|were|had|\w{3,}ed|(?:should|will|would|must|could) (?:be|have|get)|"
    r"hubo|fue|fueron|tuvo|tuvieron|\w{2,}(?:aron|ieron))\b"
)
_DEFINES = re.compile(
    r"^\W*(?:what (?:is|are|was|were)|who (?:is|are)) (?:an? )?"
    r"(?!the\b|his\b|her\b|its\b|their\b)[\w-]+(?<!ed)(?: [\w-]+(?<!ed))?\W*$"
    r"|^\W*(?:define|what does .+ mean)\b|^\W*qu[eé] (?:es|son|significa)\b"
)
_PART_OF = re.compile(r"\b(?:of|among) (?:them|those|these)\b|\bde (?:ell[oa]s|es[oa]s|est[oa]s)\b", re.IGNORECASE)
_OBJECTLESS = re.compile(r"^what (?:did|does|do|has|had|have) .+ [a-z]+\W*$", re.IGNORECASE)
# `Did the Senate accept?`, `How did Alba react?`: to what, the conversation says.
_NEEDS_OBJECT = re.compile(
    r"\b(?:did|does|do|has|have|had|will|would|could)(?:n['’]t)? [^,?]+ "
    r"(?:accept|agree|refuse|react|respond|reply|answer|comply|consent|object|approve|reject|intervene|cooperate|protest|"
    r"confirm|deny|apologi[sz]e|comment|disagree|help)(?:e?d)?\W*$"
    r"|^\W*(?:y )?(?:como |por que )?(?:no )?"
    r"(?:acepto|reacciono|respondio|contesto|rechazo|aprobo|protesto|cooperaron?|aceptaron|reaccionaron) [^,?]+\W*$"
)
_ONE_OF_THEM = re.compile(  # `Was there one in Alba, too?`
    r"\b(?:there|have|has|had|get|got|want|need|such|another)(?: been| also)? one\b(?! (?:of|that|who|which)\b)"
)
# `Which state was worst?`: of what, the conversation says.
_OPEN_END = re.compile(
    r"\b(?:worst|best|highest|lowest|largest|biggest|smallest|deadliest|most|least|first|last|hardest|"
    r"peor|mejor|mayor|menor|primer[oa]|ultim[oa]|mas (?:alt|baj|grave|afectad)\w*)\W*$"
)
_HAPPENED = re.compile(r"\W*(?:what (?:has )?happened|qu[eé] (?:pas[oó]|ocurri[oó]|sucedi[oó])) ", re.IGNORECASE)
_IT = re.compile(r"\b(?:it|this|that|eso|esto)\W*$", re.IGNORECASE)
_THE_FIGURE = re.compile(r"\b(?:the|that|this) (?:number|figure|total|count|rate|share|trend)\b(?! (?:of|in|for)\b)")
_ASKS_FIGURE = re.compile(
    r"^\W*(?:how (?:many|much)|what (?:is |was )?(?:the )?(?:share|rate|number|part|figure|total))\b"
)
_MORE = re.compile(  # `Doesn't the Guild have far more?`
    r"\b(?:have|has|had|count|counts|give|gives|find|finds|report|reports|see|sees|tien\w+|cuent\w+|d[ai]n?) "
    r"(?:(?:far|many|much|even|a lot|mucho|mucha|aun) )?(?:more|fewer|less|mas|menos)\W*$"
)
_COUNTING = re.compile(r"^\W*(?:(?:and|y) )?(?:how many|cuánt[oa]s) ", re.IGNORECASE)
_LEFT_OPEN = 2  # words of its own
# `¿Cuántos barcos tenía en 1920?`: what is counted are many, the verb is of one, and nobody follows it.
_WITHOUT_SUBJECT = re.compile(
    r"^\W*(?:y )?(?:en |de |con |a |por )?(?:cuant[oa]s|que|cuales) \w+s (?:\w+s )?"
    r"(?!hubo\b|habia\b|hay\b|es\b|era\b|fue\b)\w+(?:ia|aba|o|iene|ene|uvo|izo)\b"
    r"(?=(?: (?:ya|aun|todavia|tambien|entonces|mas))*"
    r"(?:\W*$| (?:en|para|a|al|hasta|desde|por|durante|el ano|el mes|cada)\b))"
)
# `¿Decía cómo se haría?`: a verb of one opens, and what it takes follows at once.
_OPENING_VERB = re.compile(
    r"^[¿\s]*(?:y |pero )?(?:no )?(?!hab[ií]a\b|c[oó]mo\b)"
    r"(?:\w{2,}(?:ía|aba|ó)|tiene|tuvo|hizo|dijo|pudo|puede|explica|dice|incluye)\b"
    r"(?= (?:cómo|qué|cuánt[oa]s?|cuándo|dónde|quiénes|quién|por qué|si|algún|alguna?|algo|\w{2,}[aei]r)\b)",
    re.IGNORECASE,
)
# What was told is not what it is at another time: `What was it before that?`
_OTHER_TIME = re.compile(
    r"\b(?:before|earlier|previously|beforehand|after(?:wards)?|later|since|now|today|nowadays|antes|despues|ahora|hoy)\b"
)
_FIGURE_ALONE = re.compile(r"[\W\d]*\d[\W\d]*(?:%|percent|per cent|million|por ciento|millones)?\W*")
_DEFINITE = re.compile(r"\b(?:the|any|other|else|el|la|los|las)\b")


def with_hint(question: str, hint: str) -> str:
    """The question with a hint in brackets behind it."""
    return f"{question.rstrip(_END)} ({hint})?" if hint else question


def hinted(question: str, said: Sequence[Said]) -> str:
    """The question with the topic of the conversation in brackets behind it."""
    hints = _topic(question, said)
    return with_hint(question, with_focus(", ".join(hints), question, said[-1]))


def completed(question: str, core: str, said: Sequence[Said], *, is_led: bool) -> str:
    """A question without a pronoun, with the topic behind it where it says too little by itself.

    `core`: what it is without its opening; `is_led`: an opening such as `And` led to it.
    """
    if _is_thin(core, said, is_led=is_led):
        return hinted(core, said)
    return with_hint(question, _topic_behind(core, said))


def counted_when(question: str, before: Said) -> str:
    """The date of the question before, for one about part of what was counted there: `How many of them …?`."""
    dates = [found.group() for found in re.finditer(DATE, before.asked)]
    is_of_then = not re.search(YEAR, question) and not _OTHER_TIME.search(folded(question))
    is_part = is_of_then and _PART_OF.search(question) and counted(before.asked)
    return dates[-1] if is_part and dates else ""


def named_topic(question: str, said: Sequence[Said]) -> str:
    """The names of the last question that names any, for one that after all says `the release` or `than 1911` alone."""
    if find_names(question) or re.search(rf"(?<!\bthan ){YEAR}", question):
        return ""
    return ", ".join(_names(question, said))


def _topic_behind(question: str, said: Sequence[Said]) -> str:
    """The names of the conversation for a question of words enough that speaks of `the prisoner`, or of the past."""
    lower = folded(question)
    leans = mentions(question) or _DEFINITE.search(lower) or _PAST.search(lower)
    return named_topic(question, said) if leans and not _DEFINES.match(lower) else ""


def _names(question: str, said: Sequence[Said]) -> list[str]:
    """The names of the last question that names any, as far as a question does not have them."""
    for one in (*reversed(said[-3:]), said[0]):
        if names := [_placed(m) for m in spoken(one) if m.named]:
            return _without_repeats(question, names)[:_MOST_HINTS]
    return []


def beside(question: str, one: Said) -> list[str]:
    """What else an exchange asked about, of which a question has no word."""
    own = set(content_words(question))
    return [_placed(m) for m in spoken(one) if not own & set(content_words(m.text))][:_MOST_HINTS]


def with_focus(hint: str, question: str, before: Said) -> str:
    """A hint with what the answer came to behind it: `Is that right?`, `How many did it have?`."""
    is_new = before.focus and folded(before.focus) not in folded(f"{question} {hint}")
    is_new = is_new and not (_OTHER_TIME.search(folded(question)) and _FIGURE_ALONE.fullmatch(before.focus))
    return f"{hint}: {before.focus}" if is_new and hint else hint


def _is_thin(question: str, said: Sequence[Said], *, is_led: bool) -> bool:
    """Whether a question without a pronoun says too little to be understood by itself."""
    what = counted(said[-1].asked)
    if _DEFINES.match(folded(question)) or (what and folded(what) in folded(question)):
        return False
    if any(left_open.search(folded(question)) for left_open in (_MORE, _NEEDS_OBJECT, _ONE_OF_THEM)):
        return True
    if find_names(question):
        return bool(_OBJECTLESS.match(question)) and len(content_words(question)) <= len(_words_of_names(question)) + 1
    own = own_words(question)
    if lacks_subject(question) or (_OPEN_END.search(folded(question)) and len(own) <= _LEFT_OPEN):
        return True
    if len(own) > 2 and any(word.isdigit() for word in own):  # it says of what year, or how many
        return False
    is_definite = bool(mentions(question) or _DEFINITE.search(folded(question)))
    if len(own) <= _PAST_THIN and _PAST.search(folded(question)):
        return True
    return len(own) <= (_THIN if is_definite or is_led else 2 if language_of(question) == "es" else 1)


def lacks_subject(question: str) -> int:
    """Where a Spanish question that leaves to its verb whom it speaks of would name it, behind the verb; else 0."""
    found = _WITHOUT_SUBJECT.match(folded(question)) or _OPENING_VERB.match(question)
    return found.end() if found and len(folded(question)) == len(question) else 0


def _words_of_names(question: str) -> list[str]:
    return [word for name in find_names(question) for word in content_words(name.text)]


def _topic(question: str, said: Sequence[Said]) -> list[str]:
    """What the last questions named, or else their words, as far as the question does not have it."""
    what = counted(said[-1].asked)
    if what and find_names(question):
        return [what]
    if whole := _whole_of(question, said):
        return [whole]
    for one in (*reversed(said[-3:]), said[0]):
        fresh = _without_repeats(question, [what, *_subjects(one)] if one is said[-1] else _subjects(one))
        if what and fresh == [what]:
            return [_COUNTING.sub("", said[-1].asked.strip(_END))]
        if fresh:
            return _with_name(fresh, question, said)
    asked = set(content_words(question))
    is_dated = any(word.isdigit() for word in asked)
    missing = [word for word in dict.fromkeys(content_words(said[-1].told)) if word not in asked]
    missing = [word for word in missing if not (is_dated and word.isdigit())]
    if missing:
        return [" ".join(missing[:_MOST_HINT_WORDS])]
    return [m.text for m in answered(said[-1])[:1]]


def _with_name(hints: Sequence[str], question: str, said: Sequence[Said]) -> list[str]:
    """The first few hints, the last of them a name, if none of the others has one."""
    few = list(hints[:_MOST_HINTS])
    if any(map(find_names, few)):
        return few
    named = [hint for hint in hints if find_names(hint)] or _names(question, said)
    return [*few[: _MOST_HINTS - 1], named[0]] if named else few


def _whole_of(question: str, said: Sequence[Said]) -> str:
    """The question that is spoken of as a whole: of a figure that is some turns old, or of what happened."""
    figures = [one.asked for one in said if _ASKS_FIGURE.match(folded(one.asked))]
    if figures and figures[-1] != said[-1].asked and _THE_FIGURE.search(folded(question)):
        return figures[-1].strip(_END)
    happened = [one.asked for one in said[-2:] if _HAPPENED.match(one.asked)]
    return happened[-1].strip(_END) if happened and _IT.search(question) else ""


def _subjects(one: Said) -> list[str]:
    """What an exchange asked about: names and phrases that say something, or any phrase where there is none."""
    found = [m for m in spoken(one) if len(m.text) >= _SHORTEST_HINT]
    telling = [m for m in found if m.named or len(m.text.split()) > 3 or m.text in one.hint]
    if all(m.kind is NameKind.PLACE for m in telling):  # alone, it says little
        telling = found
    return [_placed(m) for m in telling]


def _placed(mention: Mention) -> str:
    """A mention as it stands in brackets, where a place must not be taken for a person."""
    return f"in {mention.text}" if mention.kind is NameKind.PLACE and mention.named else mention.text


def _without_repeats(question: str, hints: Sequence[str]) -> list[str]:
    """The hints that are not in the question, nor part of another."""
    own = folded(question)
    fresh = [hint for hint in dict.fromkeys(hints) if hint and folded(hint) not in own]
    return [hint for hint in fresh if not any(hint != other and folded(hint) in folded(other) for other in fresh)]
