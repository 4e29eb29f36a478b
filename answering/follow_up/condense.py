"""A follow-up made to stand alone: referents from the conversation, ellipsis filled, a new subject left alone.

No model is needed. A pronoun gives way to what it stands for where the conversation leaves little doubt; else the topic
follows in brackets. No word of meaning comes in that the conversation has not used, and the question as it was asked is
searched as well, so that a wrong guess costs little.
"""

import re
from collections.abc import Sequence
from functools import lru_cache

from answering.follow_up.fill import fill, is_aspect
from answering.follow_up.fuller import expanded, fuller
from answering.follow_up.hint import (
    beside,
    completed,
    counted_when,
    hinted,
    lacks_subject,
    named_topic,
    with_focus,
    with_hint,
)
from answering.follow_up.moves import Kind, compared_with, move_of, only_points, ordinal, own_words, without_nod
from answering.follow_up.pronouns import leaves_one, resolve, with_topic, without_others
from answering.follow_up.reask import of_whom, reask
from answering.follow_up.referents import nth, one_name
from answering.follow_up.said import Said, cased, said_of
from answering.language.names import folded, names
from answering.language.ordinary import is_ordinary
from answering.language.phrases import AUXILIARY, mentions
from answering.question import language_of
from core.records import Turn
from core.text import STOPWORDS, content_words

__all__ = ["condense", "names"]

_END = " ¿?¡!.,"
_LONGEST_MEMORY = 8  # turns, beside the first
_LONGEST_QUERY = 300  # characters
_LEAST_OWN = 3  # words of its own, with which a question that goes back needs no more

_OPENING = re.compile(
    r"^[¿¡\s]*(?:(?:and|but|so|also|then|ok|okay|thanks|thank you|y|pero|entonces|e|vale|gracias)\b[\s,.;!]*){0,3}"
    r"(?P<about>what about|how about|(?:y )?qu[eé] (?:hay de|pasa con|tal)|qu[eé] tal)?\b[\s,]*[¿]?\s*",
    re.IGNORECASE,
)
_TURNING = re.compile(
    r"^[¿¡\s]*(?:turning to|moving on to|as for|regarding|pasando a|en cuanto a|respecto a)\b[^:,]*[:,]", re.IGNORECASE
)
_WH = (
    r"why|when|where|who|how|what|which|whom|by whom|how so|how come|how many|how much|how long|how often|how old|"
    r"por qué|por que|cuándo|cuando|dónde|donde|quién|quien|quiénes|cómo|como|cuántos|cuántas|cuánto|cuantos|cuantas|"
    r"cuál|cuáles|which ones?|"
    r"(?:de|a|en|con|por|para|desde|hasta|bajo) (?:qué|quién|quiénes|cuál|cuándo|dónde|cuánto)|"
    r"(?:for|to|with|by|from|in|at|on|since|until|under) (?:what|whom|who|which|where|when|how long|how much|how many)"
)
_BARE = re.compile(
    rf"^(?P<wh>{_WH})"
    r"(?: (?:exactly|then|so|not|is|was|did|were) ?(?:that|this|so|it (?=happen|be))?(?: (?:so|happen|happened|be))?"
    r"| (?:fue|es|era|pasó) (?:eso|esto))?$",
    re.IGNORECASE,
)
_SINCE = re.compile(r"(?:since when|until when|(?:for )?how long)$", re.IGNORECASE)
_PIECE = re.compile(
    r"^(?P<wh>(?:(?:in|by|for|since|until|from|to|at|on|with|of|under|en|por|para|con|de|desde|hasta|a) )?"
    r"(?:how many|how much|which|what (?=year|month|day|date|time|kind|type|other)|(?<=\w )what|whose|"
    r"(?<=\w )qué|cuántos|cuántas|(?<=\w )cuál)(?: [\w’'-]+){1,3})$",
    re.IGNORECASE,
)
_LED_PIECE = re.compile(r"(?!how)\w+ (?:which|what|whose)\b", re.IGNORECASE)
_ONE_THAT = re.compile(r"(?:the ones? (?:that|who|which|with)|(?:el|la|los|las) que)\b", re.IGNORECASE)
_PRONOUN = re.compile(
    r"(?:(?:for|with|by|to|of|from|con|para|por|de|a) )?(?:him|her|them|it|he|she|they|me|us|él|ella|ellos|ellas)",
    re.IGNORECASE,
)
_ES_CLAUSE = re.compile(r"\b(?:la|lo|las|los|le|les|se|ha|han|había|habían)\b", re.IGNORECASE)  # a verb follows
_ASKS = re.compile(
    rf"\b(?:{AUXILIARY}|what|which|who|whom|whose|when|where|why|how|qué|quién|quiénes|cuál|cuáles|cuándo|dónde|cómo|"
    r"cuánt[oa]s?|por qué|fue|fueron|es|son|hubo|hay|era|tiene|tenía)\b",
    re.IGNORECASE,
)
_LED = re.compile(r"(?:en|de|por|con|para|bajo|entre|desde|hasta|durante|a|sin|sobre)\b", re.IGNORECASE)
_BEGINNING = re.compile(
    r"\b(?:start|beginning|first|begin|opening|principio|comienzo|inicio|primer[oa]?)\b", re.IGNORECASE
)
_NO_FRAGMENT = re.compile(r"any|(?:it|he|she|they|this|that) \w")
_OF_THAT = re.compile(r"^\W*(?:who|quién) \w+ (?:that|this|so|eso|esto)\W*$", re.IGNORECASE)
_ABOUT = re.compile(r"^(?P<topic>[^,?]+), (?P<asked>.+)$")  # `What about the mayor, was he tried?`
_ORDER = re.compile(
    r"^(?:tell|list|name|describe|explain|give|show|compare|summari[sz]e|define|dime|describe|explica|compara|resume|lista)\b"
)


def condense(question: str, history: Sequence[Turn]) -> str:
    """The question as it would be asked with no conversation before it."""
    said = _recall(history)
    return _alone(question, said) if said else question


def _recall(history: Sequence[Turn]) -> tuple[Said, ...]:
    """The conversation with every question standing alone, oldest first; of a long one, the beginning and the end."""
    kept = [*history[: max(0, min(1, len(history) - _LONGEST_MEMORY))], *history[-_LONGEST_MEMORY:]]
    said: tuple[Said, ...] = ()
    for turn in kept:
        query = turn.query or (_alone(turn.question, said) if said else turn.question)
        said = (*said, said_of(_uncapitalised(turn.question, said), query, turn.answer, turn.focus))
    return said


@lru_cache(maxsize=512)
def _alone(question: str, said: tuple[Said, ...]) -> str:
    """The question made to stand alone, unless that makes it endless."""
    question = without_nod(question)
    question = cased(question, [text for one in reversed(said) for text in (one.told, one.answer)])
    question = _uncapitalised(question, said)
    move = move_of(question)
    rest = f"¿{_capital(move.rest.strip('¿'))}" if _is_spanish(question) and move.rest.endswith("?") else move.rest
    if move.kind is Kind.SHIFTS:
        return _capital(resolve(rest, said, hinted=False))
    if move.kind is Kind.RETURNS:
        return _returned(move.topic, rest, said)
    if move.kind is Kind.CORRECTS:
        return _corrected(move.rest, said)
    if _TURNING.match(question) or question.rstrip(" ?").endswith(")"):  # brackets say already what is meant
        return question
    made = _continued(question, said)
    return made if len(made) <= _LONGEST_QUERY else question


def _uncapitalised(question: str, said: tuple[Said, ...]) -> str:
    """`Deaths?` in small letters, where the conversation has no such name."""
    found = re.match(r"^[¿¡\s]*([A-ZÀ-Þ][a-zà-ÿ]+)(?: [a-zà-ÿ][\w-]*)?\W*$", question)
    if found is None or _ASKS.search(question) or folded(found[1]) in STOPWORDS or not is_ordinary(found[1]):
        return question
    if any(found[1] in name for one in said for name in names(f"{one.told} {one.answer}")):
        return question
    return question[: found.start(1)] + found[1].lower() + question[found.end(1) :]


def _returned(topic: str, rest: str, said: tuple[Said, ...]) -> str:
    """A question about what was spoken of earlier, or about what was asked first."""
    wanted = set(content_words(topic))
    asked = [at for at, one in enumerate(said) if wanted & set(content_words(one.told))]
    told = asked or [at for at, one in enumerate(said) if wanted & set(content_words(one.answer))]
    upto = said[: told[-1] + 1] if told else said[:1]
    if not told and not _BEGINNING.search(topic) and _ASKS.match(rest) and resolve(rest, said) == rest:
        return _capital(rest)  # back to what was never spoken of: a new subject
    meant = next((mention.text for mention in mentions(topic)), "") if told else ""
    name = fuller(re.sub(r"^(?:the|el|la|los|las) ", "", topic), upto) or meant
    whole = without_others(rest, said) if told else rest
    about = with_topic(whole, name) if told else rest
    made = _continued(_capital(about), (*upto, Said(raw="", asked="", hint=name, answer="")) if name else upto)
    if whole != rest:  # of what else was spoken there, `they` do not tell
        return made if made.endswith(")?") else with_hint(made, ", ".join(beside(made, upto[-1])))
    is_open = len(own_words(rest)) < _LEAST_OWN and made == _capital(rest)
    return with_hint(made, upto[-1].gist) if is_open else made


def _corrected(rest: str, said: tuple[Said, ...]) -> str:
    """The last question with something else in it; a correction that is a question itself comes in its place."""
    before = _before(said)
    if _ASKS.match(rest) or not before.asked:
        return _continued(_capital(rest), said[:-1] or said)
    return _filled(_numbered(rest, said).strip(_END), before, rest, said, is_led=True)


def _before(said: Sequence[Said]) -> Said:
    return next((one for one in reversed(said) if one.asked), said[-1])


def _telling(said: Sequence[Said]) -> Sequence[Said]:
    """The conversation without a last question that only asks about another: `Who measured that?`"""
    return said[:-1] if len(said) > 1 and _OF_THAT.search(said[-1].asked) else said


def _continued(question: str, said: Sequence[Said]) -> str:
    opening = _OPENING.match(question)
    rest = question[opening.end() if opening else 0 :].strip(" ¿")
    bare = rest.strip(_END)
    before = _before(said)
    if not bare:
        return hinted(question, said)
    if other := compared_with(question):
        return _compared(other, before, said)
    if _BARE.match(bare):
        return _asked_again(bare, before, question, said)
    if only_points(bare) and not _PRONOUN.fullmatch(bare):
        return _pointing(_whole(question, rest), said)
    is_led = rest != question.strip(" ¿")
    is_about = bool(opening and opening.group("about"))
    if is_about and (clause := _ABOUT.match(bare)) and _ASKS.match(clause["asked"]):
        return _named(question, rest, said)
    if is_about or _is_fragment(bare, _is_spanish(question), is_led=is_led):
        return _filled(bare, _before(_telling(said)), question, said, is_led=is_led)
    if (
        _PIECE.match(bare)
        and len(_ASKS.findall(bare)) == 1
        and not _ES_CLAUSE.search(bare)
        and before.asked
        and len(content_words(bare)) < (3 if _LED_PIECE.match(bare) else 2)
    ):
        return with_hint(reask(bare, before.asked), before.hint)
    return _named(question, rest, said)


def _compared(other: str, before: Said, said: Sequence[Said]) -> str:
    """What was asked, beside another year, place or body."""
    part = _year_alone(other, expanded(resolve(other, said, hinted=False), said))
    link = "en comparación con" if language_of(f"{before.asked} {other}") == "es" else "compared with"
    return with_hint(f"{before.asked.rstrip(_END)}, {link} {part}?" if before.asked else other, before.hint)


def _asked_again(bare: str, before: Said, question: str, said: Sequence[Said]) -> str:
    found = _BARE.match(bare)
    if not before.asked or found is None:
        return hinted(question, said)
    wh = bare if folded(bare).endswith(" not") else found.group("wh")
    wh = {"how come": "why", "how so": "how", "por que": "por qué"}.get(wh.lower(), wh)
    if _SINCE.match(wh) and before is said[-1] and (asked := of_whom(wh, before.asked, one_name(before.focus))):
        return asked
    return with_hint(reask(wh, before.asked), before.hint)


def _is_fragment(bare: str, spanish: bool, *, is_led: bool) -> bool:
    """Whether a question has no verb of asking: a phrase alone, after `and` or by itself."""
    if _ASKS.search(bare) or _ORDER.match(folded(bare)) or _NO_FRAGMENT.match(folded(bare)):
        return False
    if spanish and not is_led:
        return bool(_LED.match(bare))
    return is_led or len(content_words(bare)) <= 2


def _filled(bare: str, before: Said, question: str, said: Sequence[Said], *, is_led: bool) -> str:
    """The last question with a phrase in the place of another; one that has no place there comes with it in brackets.

    `is_led`: `and`, `what about` or a correction led to the phrase, so that something else was to give way to it.
    """
    if not before.asked:
        return hinted(question, said)
    part = _year_alone(bare, expanded(resolve(bare, said, hinted=False).strip(_END), said))
    fits = not _ONE_THAT.match(bare) and (is_led or not is_aspect(bare) or re.search(r"\d", part))
    return (fill(part, before.asked, before.hint) if fits else "") or with_hint(part, before.gist)


def _year_alone(fragment: str, made: str) -> str:
    """A year that was counted without the `in` that the fragment did not have."""
    found = re.fullmatch(r"(in|en) (\d{4})", made, re.IGNORECASE)
    return found[2] if found and not re.match(rf"{found[1]}\b", fragment, re.IGNORECASE) else made


def _named(question: str, rest: str, said: Sequence[Said]) -> str:
    """A whole question with its pronouns and short names made full, or with the topic behind it."""
    is_led = rest != question.strip(" ¿")
    rest = _numbered(rest, said)
    core = _whole(question, rest)
    made = resolve(expanded(core, said), said)
    if made.startswith("("):  # a pronoun whose referent is not sure
        return hinted(core, said)
    if made != core and leaves_one(core, made):
        return with_hint(made, _before(said).gist)
    if made != core and lacks_subject(made):
        return hinted(made, said)
    if made != core:
        return with_hint(made, counted_when(core, said[-1]) or named_topic(made, said))
    return completed(core if rest not in question else question, core, said, is_led=is_led)


def _pointing(question: str, said: Sequence[Said]) -> str:
    """`Who says so?`, `Did he?` with the question that they speak of; `Where is it?` with what is meant alone."""
    light = content_words(question)
    of_persons = re.search(r"\b(?:he|she|him|her|they|them|él|ella|ellos|ellas)\b", question, re.IGNORECASE)
    pointed = _capital(question if light and not of_persons else resolve(question, said, hinted=False))
    is_whole = (
        not light and pointed != _capital(question) and re.match(rf"(?!why|por qu){_WH}\b", question, re.IGNORECASE)
    )
    return pointed if is_whole else with_hint(pointed, with_focus(said[-1].gist, pointed, said[-1]))


def _whole(question: str, rest: str) -> str:
    """What is left of a question as one of its own."""
    if rest == question.strip(" ¿"):
        return question
    return f"¿{_capital(rest)}" if _is_spanish(question) and "?" in rest else _capital(rest)


def _numbered(question: str, said: Sequence[Said]) -> str:
    """The question with `the second one` as the answer had it."""
    found = ordinal(question)
    name = nth(found[0], said) if found else ""
    return question[: found[1]] + name + question[found[2] :] if found and name else question


def _is_spanish(text: str) -> bool:
    return language_of(text) == "es"


def _capital(text: str) -> str:
    at = 1 if text.startswith("¿") else 0
    return text[:at] + text[at : at + 1].upper() + text[at + 1 :]
