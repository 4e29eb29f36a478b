"""Pronouns of a follow-up exchanged for what they stand for, where the conversation leaves little doubt."""

import re
from collections.abc import Callable, Sequence
from functools import partial

from answering.follow_up.hint import lacks_subject
from answering.follow_up.persons import WHO, asks_of_person, person
from answering.follow_up.referents import decides, event, found_by_name, measured, several, thing
from answering.follow_up.said import Said
from answering.follow_up.times import placed, timed
from answering.language.names import NameKind, find_names, folded, kind_of
from answering.language.phrases import AUXILIARY, counted, is_plural, mentions
from answering.question import language_of
from core.text import STOPWORDS

_PERSON = re.compile(r"\b(?P<own>his|her|hers)\b|\b(?P<him>he|she|him)\b", re.IGNORECASE)
_THING = re.compile(r"\b(?P<own>its)\b|\b(?P<him>it)\b(?!['’]s)", re.IGNORECASE)
_AS_IT = re.compile(r"\bit all(?=\W*$)|\bthe (?:whole )?thing(?=\W*$| \w+\W*$| (?:in|by|for|on|to)\b)", re.IGNORECASE)
_SEVERAL = re.compile(
    r"\b(?P<own>their|theirs)\b|\b(?P<him>they|them)\b"
    r"|(?:(?<=of )|(?<=among ))(?P<those>those|these)\b(?=\s*[?.,]|\s*$| (?:in|at|on|by|for|to|from)\b|"
    rf" {AUXILIARY}\b)"
    r"|(?:(?<=were )|(?<=are ))(?P<they>those|these)\b(?= \w)",
    re.IGNORECASE,
)
_EXPLETIVE = re.compile(
    r"\b(?:is|was|be|makes?|made) it (?:\w+ )?"
    r"(?:true|possible|likely|legal|clear|necessary|known|said|hard|easy|important|common|a crime)\b"
    r"|\btime is it\b|\bhow is it that\b|\bit (?:rain|snow|take[sn]?|say|mean)\b"
    r"|\b(?:make|made) it(?: (?:to|out|through|alive|back|home)\b|\W*$)",
    re.IGNORECASE,
)
_COMES_ABOUT = re.compile(
    r"\bit (?:ever |really |actually |finally )?(?:last(?! (?:time|year|month|week))|hold|happen|begin|start|"
    r"end|collapse|fail|take place|took place|break down|broke down|fall apart|fell apart|come about|"
    r"came about)(?:s|ed)?\b",
    re.IGNORECASE,
)
_PASSIVE = re.compile(
    r"\b(?:is|was|be|been|being)\b (?:it )?(?:to be |ever |later |first )?\w+(?:ed|en|wn|ught|ld|id)\b|\bit be\b"
)
_DONE_TO = re.compile(  # `Who opposed it?`: a body is led or owned, other things are done to things
    r"\W*(?:and |so |but )?who (?:had |has |have |also )?"
    r"(?!leads?|led|r[ua]ns?|head|command|direct|chair|own|control)\w+ it\b"
)
_BARE_THAT = re.compile(
    rf"\b(?:this|that|these|those)\b(?=\s*(?:[?,.]|$|{AUXILIARY}\b|(?:in|at|on|by|for|to|from|so|a|an|the|because|ever|"
    r"happen\w*|help\w*|work\w*|cause\w*|affect\w*|measured|counted)\b))"
    r"|\b(?:do|did|does|about|after|before|of) (?:it|this|that)\b"
    r"|\b(?:this|that|these|those|such) (?!is|are|was|were)[a-z]+",
    re.IGNORECASE,
)
# `The other treaty, when was it signed?`
_FRONTED = re.compile(
    r"(?:and |so |but )?the [^,?]+,(?: [^,?]+,)* (?:when|where|why|how|who|what|which|is|was|did|does)\b",
    re.IGNORECASE,
)
_TOLD = re.compile(
    r"(?:true|say|says|said|think|believe[ds]?|claim(?:s|ed)?|show[ns]?|find|found|sure|clear|evidence|fact|argued?|"
    r"report(?:s|ed)?|state[sd]?|warn(?:s|ed)?|mean|know|proof|all|so)$"
)
_TAG = re.compile(
    r", (?:\w+n['’]t|did|do|does|is|are|was|were|has|have|had|will) (?:he|she|it|they)\W*$", re.IGNORECASE
)
_COSTS = re.compile(
    r"\b(?:how much|what)\b.*\bit\b.*\bcost(?:s|ed|ing)?\b|\bit(?:['’]s| is| was)? worth\b|\bits (?:price|cost)\b"
)
_MOVES = re.compile(  # what rises and falls is measured, and is nobody who decides
    r"\bit (?:ever |since |then |really |later |still )?"
    r"(?:(?:go|goes|gone|went|come|comes|came|going|coming) (?:on |back )?(?:up|down|falling|rising|growing|dropping)|"
    r"fall|falls|fell|fallen|rise|rises|rose|risen|drop|drops|dropped|"
    r"increase[sd]?|decrease[sd]?|decline[sd]?|grow|grew|grown|peak|peaked|double[sd]?)\b"
)
_OF_MANY = re.compile(
    r"\b(?:how many|which|what (?:part|share)|any|most|some|none|half|all|one|two|three) of (?:them|those|these)\b",
    re.IGNORECASE,
)
_CLAUSE = re.compile(  # `When people could vote, did they?`
    r"^\W*(?:and |but |so )?(?:when|if|after|before|once|since|although|because|as|while) (?P<first>\w+) [^,]+,",
    re.IGNORECASE,
)
_DOES = re.compile(r"\b(?:do|does|did|has|have|had|can|could|will|would) (?:the )?$", re.IGNORECASE)
_MANY = re.compile(r"\b(?:were|are|have|do|of)\s$", re.IGNORECASE)  # after which no single person stands
_ONES = re.compile(r"\b(which (?:other )?)(ones)\b", re.IGNORECASE)
_ES_OWN = re.compile(r"\b(?P<own>su|sus) (?P<noun>[^\W\d_]+)", re.IGNORECASE)
_ES_PERSON = re.compile(r"(?:(?<=^)|(?<=[\s¿]))(?P<him>él|ella)\b(?! que)", re.IGNORECASE)
_ES_SEVERAL = re.compile(r"\b(?:(?P<led>de|con|entre|para|por|a) )?(?P<him>ellos|ellas)\b", re.IGNORECASE)
_ES_OBJECT = re.compile(  # `¿Quién la dirigía?`
    r"^(?P<wh>\W*(?:y )?(?:a quién|quién|quiénes|cuándo|dónde|cómo|por qué|desde cuándo|para qué) )(?:no )?"
    r"(?P<it>la|los|las) (?P<verb>\w+(?:ía|ían|aba|aban|ó|aron|ieron|a|an|e|en))\b",
    re.IGNORECASE,
)
_ES_OTHER = re.compile(
    r"\b(?:eso|esto|ese|esa|esos|esas|este|esta|estos|estas|allí|allá|ahí|dicha|dicho|le|les|lo|entonces)\b",
    re.IGNORECASE,
)
_ES_FEMALE = re.compile(r"(?:a|as|ción|sión|dad|dades|ciones|tud|umbre)$")
_MALE_IN_A = frozenset("sistema programa problema tema mapa dia clima plan idioma".split())


def resolve(question: str, said: Sequence[Said], *, hinted: bool = True) -> str:
    """The question with its pronouns replaced. One whose referent is not sure gives `(` alone when `hinted`."""
    made = _spanish(question, said) if _has_spanish(question) else _english(question, said)
    if hinted and made == question and (_points_back(question) or _unresolved(question)):
        return "("
    return made


def without_others(question: str, said: Sequence[Said]) -> str:
    """A question that goes back to what `it` or `he` is, with those spoken of last for `they`."""
    is_beside = _SEVERAL.search(question) and (_THING.search(question) or _PERSON.search(question))
    return _exchanged(question, _SEVERAL, lambda: several(said[-1:]), NameKind.BODY) if is_beside else question


def with_topic(question: str, topic: str) -> str:
    """A question that goes back to a topic, with that for `it`; persons and several are not `it`."""
    is_other = is_plural(topic) or any(m.kind is NameKind.PERSON for m in mentions(topic))
    is_it = not (is_other or _EXPLETIVE.search(question))
    return _exchanged(question, _THING, lambda: topic, NameKind.THING) if is_it else question


def leaves_one(question: str, made: str) -> bool:
    """Whether of pronouns of two kinds one was replaced and another still stands: `Did it accept their version?`"""
    held = [pattern for pattern in (_PERSON, _THING, _SEVERAL) if pattern.search(question)]
    return len(held) > 1 and any(pattern.search(made) for pattern in held) and not _EXPLETIVE.search(question)


def _points_back(question: str) -> bool:
    """Whether `this` or `that` speaks of what was said, and opens no clause as in `the law that passed`."""
    for found in _BARE_THAT.finditer(question):
        before = question[: found.start()].split()
        is_clause = (
            found.group().lower().startswith("that ") and before and _opens_clause(question, found.start(), before)
        )
        if not is_clause:
            return True
    return False


def _opens_clause(question: str, at: int, before: Sequence[str]) -> bool:
    last = folded(before[-1])
    if re.fullmatch(AUXILIARY, last):
        return False
    return bool(_TOLD.match(last)) or is_plural(last) or any(m.end == at - 1 for m in mentions(question))


def _has_spanish(question: str) -> bool:
    is_led = re.search(r"\b(?:él|ella|ellos|ellas|su|sus|eso|esa|bajo)\b", question, re.IGNORECASE)
    return bool(is_led) or language_of(question) == "es"


def _unresolved(question: str) -> bool:
    lower = folded(question)
    if _has_spanish(question):
        return bool(_ES_OTHER.search(question))
    of_persons = re.search(r"\b(?:he|she|him|her|his)\b", lower)
    if of_persons:
        return not _bound(question, of_persons.start(), NameKind.PERSON)
    left = re.search(r"\b(?:it|its|they|them|their)\b", lower)
    return left is not None and not _EXPLETIVE.search(question) and not _bound(question, left.start())


def _english(question: str, said: Sequence[Said]) -> str:
    question = _AS_IT.sub("it", question)
    if _TAG.search(question):
        return timed(placed(question, said), said)
    is_passive = bool(_PASSIVE.search(folded(question)) or _DONE_TO.match(folded(question)))
    costs = bool(_COSTS.search(folded(question)))
    moves = bool(_MOVES.search(folded(question)))
    made = question
    if (him := _PERSON.search(question)) and not _bound(question, him.start(), NameKind.PERSON):
        made = _exchanged(made, _PERSON, lambda: person(said, him.group()), NameKind.PERSON)
    has_many = _SEVERAL.search(question) and not _is_bound(question, _SEVERAL, NameKind.BODY)
    they = several(said, question, of_many=bool(_OF_MANY.search(question))) if has_many else ""
    if not _EXPLETIVE.search(question) and not _is_bound(question, _THING, NameKind.THING):
        it = "" if has_many or moves else found_by_name(said[-1])
        its = _THING.search(question)
        what = measured if moves else partial(thing, passive=is_passive, costs=costs, own=bool(its and its["own"]))
        it = (event(said[-1]) if _COMES_ABOUT.search(question) else "") or it or what(said)
        they_alone = it == they and decides(they) and bool(its and its["him"])  # `Did they get it?`
        made = _exchanged(made, _THING, lambda: "" if they_alone else it, NameKind.THING)
    made = _exchanged(made, _SEVERAL, lambda: they, NameKind.BODY)
    return timed(placed(_ONES.sub(lambda found: found[1] + _counted_before(said, found[2]), made), said), said)


def _counted_before(said: Sequence[Said], otherwise: str) -> str:
    what = next((counted(exchange.asked) for exchange in reversed(said) if counted(exchange.asked)), otherwise)
    return re.sub(r"^the ", "", what)


def _exchanged(question: str, pronoun: "re.Pattern[str]", referent: Callable[[], str], kind: NameKind) -> str:
    """The question with the first of these pronouns replaced."""
    found = pronoun.search(question)
    if found is None:
        return question
    name = referent()
    wants_many = kind is NameKind.BODY and _MANY.search(question[: found.start()])
    if not name or folded(name) in folded(question) or (wants_many and kind_of(name) is NameKind.PERSON):
        return question
    is_own = found.lastgroup == "own" and _owns(question, found)
    new = _possessive(name) if is_own else name
    if found.start() == 0:
        new = new[:1].upper() + new[1:]
    return question[: found.start()] + new + question[found.end() :]


def _owns(question: str, found: "re.Match[str]") -> bool:
    """Whether `her` is hers: a noun follows."""
    following = re.match(r"\s+([\w’'-]+)", question[found.end() :])
    if found.group().lower() != "her":
        return True
    return following is not None and folded(following.group(1)) not in STOPWORDS


def _possessive(name: str) -> str:
    return f"{name}'" if name.endswith("s") else f"{name}'s"


def _is_bound(question: str, pronoun: "re.Pattern[str]", kind: NameKind) -> bool:
    """Whether the question itself, as it was asked, says what its first pronoun of a kind means."""
    found = pronoun.search(question)
    return found is not None and _bound(question, found.start(), kind)


def _bound(question: str, at: int, kind: NameKind | None = None) -> bool:
    """Whether a pronoun at a place has what it stands for before it in the question itself."""
    before = [name for name in find_names(question[:at]) if question[name.end : name.end + 2] not in ("'s", "’s")]
    if kind is NameKind.PERSON:
        titled = any(m.kind is NameKind.PERSON for m in mentions(question[:at]))
        return titled or any(name.kind in (NameKind.PERSON, NameKind.UNKNOWN) for name in before)
    before = [name for name in before if name.kind not in (NameKind.PERSON, NameKind.PLACE)]
    is_other = question[at : at + 4] == "them" and len(before) == 1 and _DOES.search(question[: before[0].start])
    if before and not is_other:  # who does something does it to others: `What did the Court give them?`
        return True
    if kind is NameKind.THING and _FRONTED.match(question) and "," in question[:at]:
        return True
    phrases = [m for m in mentions(question[:at]) if m.kind is NameKind.THING and not m.text.startswith("a ")]
    if kind is NameKind.BODY:
        clause = _CLAUSE.match(question[:at])
        return any(m.plural for m in phrases) or bool(clause and is_plural(clause["first"]))
    return any(not m.plural for m in phrases) and bool(re.match(r"its\b|itself\b", question[at:], re.IGNORECASE))


def _spanish(question: str, said: Sequence[Said]) -> str:
    made = question
    own = _ES_OWN.search(made)
    if own and not find_names(made[: own.start()]):
        name = person(said) or thing(said)
        if name and folded(name) not in folded(made):
            made = made[: own.start()] + _es_possessive(own, name) + made[own.end() :]
    him = _ES_PERSON.search(made)
    if him:
        name = _es_he_or_she(made[: him.start()], him.group(), said)
        made = made[: him.start()] + name + made[him.end() :]
    them = _ES_SEVERAL.search(made)
    if them and (name := several(said)):
        led = f"{them.group('led')} " if them.group("led") else ""
        made = _contracted(made[: them.start()] + led + name + made[them.end() :])
    return timed(_with_subject(_with_object(made, said), said), said)


def _with_object(question: str, said: Sequence[Said]) -> str:
    """`¿Quién la dirigía?` with the thing of that gender behind the verb."""
    found = _ES_OBJECT.match(question)
    name = thing(said) if found else ""
    if found is None or not name.startswith(f"{found['it'].lower()} "):
        return question
    return question[: found.start("it")] + f"{found['verb']} {name}" + question[found.end() :]


def _with_subject(question: str, said: Sequence[Said]) -> str:
    """The question with what its verb leaves unsaid, unless that may be a person."""
    at = lacks_subject(question)
    name = "" if not at or asks_of_person(said[-1]) else found_by_name(said[-1]) or thing(said)
    return f"{question[:at]} {name}{question[at:]}" if name and folded(name) not in folded(question) else question


def _es_he_or_she(before: str, pronoun: str, said: Sequence[Said]) -> str:
    """A person for `él`; after a preposition also a thing of that gender."""
    name = person(said, pronoun)
    it = thing(said)
    is_led = bool(re.search(r"\b(?:con|de|en|por|para|sin|sobre|a)\s$", before))
    article = "la " if folded(pronoun) == "ella" else "el "
    is_somebody = any(m.kind is NameKind.PERSON for m in mentions(f"de {name}"))
    was_found = is_somebody and WHO.match(folded(said[-1].asked))
    return it if is_led and it.startswith(article) and not was_found else name or pronoun


def _es_possessive(own: "re.Match[str]", name: str) -> str:
    noun = own.group("noun")
    is_female = bool(_ES_FEMALE.search(noun)) and folded(noun) not in _MALE_IN_A
    article = ("la" if is_female else "el") if own.group("own").lower() == "su" else ("las" if is_female else "los")
    if own.start() == 0 or own.group("own")[0].isupper():
        article = article.capitalize()
    return _contracted(f"{article} {noun} de {name}")


def _contracted(text: str) -> str:
    return re.sub(r"\b(de|a) el (?=[^\W\d])", lambda found: {"de": "del ", "a": "al "}[found.group(1)], text)
