"""Spanish questions and sentences in English, word by word, by a lexicon and a small grammar: no model, no network."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from answering.language.lexicon.english import Form, inflect
from answering.language.lexicon.order import in_english_order
from answering.language.lexicon.senses import in_their_field
from answering.language.lexicon.smooth import smoothed, with_english_dates
from answering.language.lexicon.words import LONGEST_PHRASE, Lexicon, Part, Word, fold, lexicon

_TOKEN = re.compile(r"(?:[A-Z]{1,2}\.){2,}|\w+(?:[.,:'’/&-]\w+)*%?|[^\w\s]")
_QUOTES = str.maketrans({"«": '"', "»": '"', "“": '"', "”": '"'})
_CLITICS = frozenset("la las le les lo los me nos te".split())
_ASKING = {
    "que": "what", "cual": "what", "cuales": "what", "quien": "who", "quienes": "who", "cuando": "when",
    "donde": "where", "como": "how", "cuanto": "how much", "cuanta": "how much", "cuantos": "how many",
    "cuantas": "how many",
}  # fmt: skip
_HAVE = frozenset({"haber"})
_TO_BE = frozenset({"ser", "estar"})
_BEFORE_NOUN = (Part.DETERMINER, Part.ADJECTIVE)
_MODAL = frozenset({"poder", "deber", "soler"})
_LEAD_IN = (Part.PREPOSITION,)
_AFTER_DETERMINER = (Part.NOUN, Part.ADJECTIVE, Part.VERB, Part.ADVERB)
_AFTER_NOUN = (Part.ADJECTIVE, Part.VERB, Part.NOUN, Part.ADVERB)
_AFTER_BE = (Part.ADJECTIVE, Part.NOUN, Part.VERB, Part.ADVERB)
_VERB_FIRST = (Part.VERB, Part.NOUN, Part.ADJECTIVE, Part.ADVERB)


def to_english(question: str) -> str:
    """A Spanish question in English words and, as far as simple rules give it, in English word order.

    Names, figures and acronyms stay as they are; a word that neither the lexicon nor a cognate rule knows stays too,
    without its accents.
    """
    tokens = _TOKEN.findall(question.translate(_QUOTES))
    clauses = [_read(clause) for clause in _clauses(tokens)]
    words = iter(in_their_field([word for clause in clauses for word in clause]))
    in_field = [[next(words) for _ in clause] for clause in clauses]
    ordered = [in_english_order(smoothed(clause), opens=at == 0) for at, clause in enumerate(in_field)]
    return _joined([word for clause in ordered for word in clause])


def _clauses(tokens: Sequence[str]) -> Iterator[list[str]]:
    """The tokens between marks, each mark with what it ends; an opening question mark begins a clause."""
    clause: list[str] = []
    for token in tokens:
        if token in "¿¡":
            if clause:
                yield clause
            clause = []
        elif token in ",;:.?!":
            yield [*clause, token]
            clause = []
        else:
            clause.append(token)
    if clause:
        yield clause


def _read(tokens: Sequence[str]) -> list[Word]:
    """The words of a clause in Spanish order, each in the reading that its neighbours suggest."""
    read: list[Word] = []
    at = 0
    while at < len(tokens):
        length, found = _next(tokens, at, read, lexicon())
        read.extend(found)
        at += length
    return read


def _next(tokens: Sequence[str], at: int, before: Sequence[Word], known: Lexicon) -> tuple[int, list[Word]]:
    """How many tokens the next words take, and the words."""
    if (asking := _asking(tokens, at, before)) is not None:
        return 1, [asking]
    for length in range(min(LONGEST_PHRASE, len(tokens) - at), 1, -1):
        phrase = known.phrase(tuple(token.lower() for token in tokens[at : at + length]))
        if phrase and not (phrase.part is Part.VERB and before and before[-1].part in _BEFORE_NOUN):
            return length, [phrase]
    if tokens[at].lower() == "se" and at + 1 < len(tokens):
        return _reflexive(tokens, at, before, known)
    if _is_clitic(tokens, at, known):
        return 1, []
    word = _word(tokens, at, before, known)
    return 1, [word] if not _is_personal_a(word, tokens, at, before) else []


def _asking(tokens: Sequence[str], at: int, before: Sequence[Word]) -> Word | None:
    """A question word, also without its accent where it opens a question."""
    token = tokens[at].lower()
    opens = tokens[-1] == "?" and all(word.part in _LEAD_IN for word in before) and len(before) <= 1
    english = _ASKING.get(fold(token))
    if english is None or not (opens or token != fold(token)) or _phrase_follows(tokens, at):
        return None
    return Word(english=english, part=Part.QUESTION, spanish=token)


def _phrase_follows(tokens: Sequence[str], at: int) -> bool:
    words = [token.lower() for token in tokens[at : at + LONGEST_PHRASE]]
    return any(
        (found := lexicon().phrase(tuple(words[:length]))) and found.part is Part.QUESTION
        for length in range(2, len(words) + 1)
    )


def _reflexive(tokens: Sequence[str], at: int, before: Sequence[Word], known: Lexicon) -> tuple[int, list[Word]]:
    """A verb with "se": one with a meaning of its own, else a passive: "se fundó" -> "was founded"."""
    skipped = 2 if tokens[at + 1].lower() in _CLITICS and at + 2 < len(tokens) else 1
    token = tokens[at + skipped].lower()
    verb = known.verb(token)
    if verb is None:
        return 1, []
    if known.is_reflexive(verb.spanish):
        return skipped + 1, [known.verb(token, reflexive=True) or verb]
    if verb.spanish in _HAVE | _MODAL or not verb.is_finite:
        return skipped, []
    be = replace(verb, english=inflect("be", verb.form, plural=verb.plural), base="be", spanish="ser")
    participle = inflect(verb.base, Form.PARTICIPLE)
    return skipped + 1, [be, replace(verb, english=participle, form=Form.PARTICIPLE)]


def _is_clitic(tokens: Sequence[str], at: int, known: Lexicon) -> bool:
    """Whether an article's look-alike stands for an object: "la" in "¿quién la escribió?"."""
    if tokens[at].lower() not in _CLITICS or at + 1 == len(tokens):
        return False
    after = tokens[at + 1].lower()
    return tokens[at + 1].islower() and known.closed(after) is None and set(known.readings(after)) == {Part.VERB}


def _is_personal_a(word: Word, tokens: Sequence[str], at: int, before: Sequence[Word]) -> bool:
    """Whether "a" only marks the person that a verb acts on: "derrotó a los Panthers"."""
    if word.spanish not in ("a", "al") or not before or before[-1].part is not Part.VERB or at + 1 == len(tokens):
        return False
    after = lexicon().closed(tokens[at + 1])
    return tokens[at + 1][0].isupper() or (after is not None and after.part is Part.DETERMINER)


def _word(tokens: Sequence[str], at: int, before: Sequence[Word], known: Lexicon) -> Word:
    token = tokens[at]
    if not token[0].isalpha():
        part = Part.NAME if token[0].isalnum() else Part.MARK
        return Word(english=token, part=part, spanish=token)
    if token[0].isupper() and (at > 0 or token.isupper() or known.name(token)):
        return _capitalised(tokens, at, before, known)
    token = token.lower()
    closed = known.closed(token)
    if closed:
        return closed
    readings = known.readings(token)
    if readings:
        return _chosen(readings, tokens, at, before)
    return known.name(token) or known.name(token.capitalize()) or Word(english=fold(token), part=Part.NOUN)


def _capitalised(tokens: Sequence[str], at: int, before: Sequence[Word], known: Lexicon) -> Word:
    """A name: as it stands beside another one ("Peña Nieto"), else in English where it has one."""
    token = tokens[at]
    kept = Word(english=token, part=Part.NAME)
    name = known.name(token)
    if token.isupper() and len(token) > 1:
        return name or kept
    if before and before[-1] == Word(english=tokens[at - 1], part=Part.NAME) and tokens[at - 1][0].isalpha():
        return kept
    if name:
        after = tokens[at + 1] if at + 1 < len(tokens) else ""
        return kept if after[:1].isupper() and _is_unknown(after, known) else name
    readings = known.readings(token.lower())
    readings.pop(Part.VERB, None)
    closed = known.closed(token.lower())
    if closed:
        opens_name = at > 0 and at + 1 < len(tokens) and tokens[at + 1][0].isupper() and tokens[at - 1] not in "¿¡"
        return kept if opens_name else closed
    if _is_unknown(token, known) or not readings:
        return kept
    found = _chosen(readings, tokens, at, before)
    return replace(found, english=_capital(found.english), base=_capital(found.base))


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _is_unknown(token: str, known: Lexicon) -> bool:
    """Whether a capitalised word is in no list; guesses by endings do not count for names."""
    if known.name(token) or known.closed(token.lower()):
        return False
    return not known.lists(token.lower())


def _chosen(readings: dict[Part, Word], tokens: Sequence[str], at: int, before: Sequence[Word]) -> Word:
    """The likeliest of a word's readings after the words before it."""
    for part in _preferred(readings, tokens, at, before):
        if part in readings:
            return readings[part]
    return next(iter(readings.values()))


def _preferred(readings: dict[Part, Word], tokens: Sequence[str], at: int, before: Sequence[Word]) -> tuple[Part, ...]:
    last = before[-1] if before else None
    if last and last.part is Part.ADVERB and last.spanish in ("tan", "más", "menos", "muy"):
        return _AFTER_BE
    verb = readings.get(Part.VERB)
    if last is None or last.part in (Part.DETERMINER, Part.PREPOSITION, Part.ADJECTIVE):
        return _VERB_FIRST if last and last.english in ("that", "who", "which") else _AFTER_DETERMINER
    if last.part is Part.QUESTION:
        takes_noun = last.english.startswith(("what", "how m", "in what", "which")) and not _opens_object(
            tokens, at + 1
        )
        return _AFTER_DETERMINER if takes_noun else _VERB_FIRST
    if last.part is Part.VERB:
        if last.spanish in _HAVE and verb and verb.is_participle:
            return _VERB_FIRST
        if last.spanish in _TO_BE and verb and verb.is_participle:
            return _VERB_FIRST
        return _AFTER_BE
    if last.part in (Part.NOUN, Part.NAME):
        has_verb = any(word.is_finite for word in before)
        return (Part.ADJECTIVE, Part.NOUN, Part.VERB) if has_verb and verb and verb.is_finite else _AFTER_NOUN
    return _VERB_FIRST


def _opens_object(tokens: Sequence[str], at: int) -> bool:
    """Whether a new noun phrase or the end follows, so that the word before it is likely the verb."""
    return at >= len(tokens) or tokens[at].lower() in ("el", "la", "los", "las", "un", "una", "?")


def _joined(words: Sequence[Word]) -> str:
    text = " ".join(word.english for word in words if word.english)
    text = re.sub(r" ([,;:.?!)\]%])", r"\1", re.sub(r"([(\[]) ", r"\1", text))
    text = re.sub(r"""(["']) ([^"']*?) \1""", r"\1\2\1", text)
    return _capital(with_english_dates(text))
