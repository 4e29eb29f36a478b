"""English words put into the form that a sentence needs: tenses of verbs, plurals of nouns."""

from enum import StrEnum
from functools import lru_cache

from answering.language.lexicon.tables import rows

_VOWELS = "aeiou"
_BE = {"present": ("is", "are"), "past": ("was", "were")}
# Verbs whose last syllable is stressed, so that its consonant doubles: committed, referring.
_DOUBLING = frozenset(
    """admit ban bat chat commit compel control cut deter drop equip excel expel fit get grab hit infer incur instil
    instill kidnap let net occur omit permit pin plan prefer put refer regret repel rob run set ship shut sit star stop
    strip submit swim tap transfer trap wet win wrap bet bid""".split()
)
_PLURALS = {
    "man": "men", "woman": "women", "child": "children", "person": "people", "foot": "feet", "tooth": "teeth",
    "mouse": "mice", "wife": "wives", "life": "lives", "knife": "knives", "leaf": "leaves", "half": "halves",
    "wolf": "wolves", "thief": "thieves", "analysis": "analyses", "crisis": "crises", "hypothesis": "hypotheses",
    "phenomenon": "phenomena", "criterion": "criteria", "bacterium": "bacteria", "nucleus": "nuclei",
    "mitochondrion": "mitochondria", "medium": "media", "stratum": "strata", "index": "indices", "fish": "fish",
    "sheep": "sheep", "aircraft": "aircraft", "series": "series", "species": "species", "police": "police officers",
    "spacecraft": "spacecraft", "information": "information", "research": "research", "evidence": "evidence",
    "equipment": "equipment", "knowledge": "knowledge", "advice": "advice", "news": "news", "software": "software",
    "dead": "dead", "injured": "injured", "staff": "staff", "cattle": "cattle", "headquarters": "headquarters",
    "furniture": "furniture", "violence": "violence", "people": "peoples", "ox": "oxen", "hero": "heroes",
}  # fmt: skip


class Form(StrEnum):
    """The form of a verb, as far as English tells them apart."""

    BASE = "base"
    PRESENT = "present"
    PAST = "past"
    PARTICIPLE = "participle"
    GERUND = "gerund"
    FUTURE = "future"
    CONDITIONAL = "conditional"


def inflect(verb: str, form: Form, *, plural: bool = False) -> str:
    """A verb in a form: ("carry out", PAST) -> "carried out". Only its first word changes."""
    first, space, rest = verb.partition(" ")
    return _inflect_word(first, form, plural) + space + rest


def base_form(word: str) -> str:
    """The base of an irregular verb's form in lower case, "sink" for "sank"; any other word as it is."""
    return _bases().get(word, word)


def pluralise(noun: str) -> str:
    """The plural of a noun, of its last word where there are several: "drug lord" -> "drug lords"."""
    before, space, last = noun.rpartition(" ")
    return before + space + _plural_word(last)


def adverb(adjective: str) -> str:
    """The adverb of an adjective: "economic" -> "economically"."""
    if adjective.endswith("ic"):
        return adjective + "ally"
    if adjective.endswith("y") and len(adjective) > 3:
        return adjective[:-1] + "ily"
    return adjective[:-1] + "y" if adjective.endswith("le") else adjective + "ly"


def _inflect_word(verb: str, form: Form, plural: bool) -> str:
    if verb == "be" and form.value in _BE:
        return _BE[form.value][plural]
    match form:
        case Form.PRESENT:
            return _present(verb, plural)
        case Form.PAST:
            return _irregular().get(verb, (_past(verb), ""))[0]
        case Form.PARTICIPLE:
            return _irregular().get(verb, ("", _past(verb)))[1]
        case Form.GERUND:
            return _gerund(verb)
        case Form.FUTURE:
            return f"will {_bare(verb)}"
        case Form.CONDITIONAL:
            return f"would {_bare(verb)}" if verb != "can" else "could"
    return _bare(verb)


def _bare(verb: str) -> str:
    return {"can": "be able to", "must": "have to"}.get(verb, verb)


def _present(verb: str, plural: bool) -> str:
    if plural or verb in ("can", "must"):
        return verb
    return "has" if verb == "have" else _with_s(verb)


def _past(verb: str) -> str:
    if verb.endswith("e"):
        return verb + "d"
    if verb.endswith("y") and verb[-2:-1] not in _VOWELS:
        return verb[:-1] + "ied"
    return verb + (verb[-1] if verb in _DOUBLING else "") + "ed"


def _gerund(verb: str) -> str:
    if verb.endswith("ie"):
        return verb[:-2] + "ying"
    if verb.endswith("e") and not verb.endswith(("ee", "ye", "oe")) and verb != "be":
        return verb[:-1] + "ing"
    return verb + (verb[-1] if verb in _DOUBLING else "") + "ing"


def _plural_word(noun: str) -> str:
    if noun in _PLURALS:
        return _PLURALS[noun]
    if noun.endswith("s") and not noun.endswith(("ss", "us", "is", "as")):
        return noun
    return _with_s(noun)


def _with_s(word: str) -> str:
    if word.endswith(("s", "x", "z", "ch", "sh")) or word in ("go", "do", "echo", "veto", "tomato", "potato"):
        return word + "es"
    if word.endswith("y") and word[-2:-1] not in _VOWELS:
        return word[:-1] + "ies"
    return word + "s"


@lru_cache(maxsize=1)
def _irregular() -> dict[str, tuple[str, str]]:
    return {base: (past, participle) for base, past, participle in rows("en_verbs.tsv")}


@lru_cache(maxsize=1)
def _bases() -> dict[str, str]:
    return {form: base for base, forms in _irregular().items() for form in forms if form != base}
