"""Another number, share or year than a question assumes."""

import re
from collections.abc import Iterator
from decimal import Decimal

from answering.language.figures import figures_in
from answering.language.opposites import plain
from answering.premise.clash_words import SINGLE
from answering.premise.clashing import YEAR, Clash, Clashing, Pair
from core.text import STOPWORDS, content_words, fold

_HALF = 50  # percent
_NEAR = 60  # characters after a share in which it is told of what
_WORD = re.compile(r"\w+")
ONE_OFF = re.compile(
    r"\b(?:found(?:ed|ing)|creat\w+|establish\w+|began|beg[iu]n|start\w*|launch\w+|open(?:s|ed|ing)?|clos(?:e|es|ed|ing)|"
    r"died?|dies|born|kill\w*|murder\w*|assassinat\w+|arrest\w*|captur\w+|sign\w*|pass(?:es|ed)?|approv\w+|publish\w*|"
    r"resign\w*|appoint\w*|elect(?:s|ed)?|abolish\w*|destroy\w*|burn\w*|s[aiu]nk|discover\w*|invent\w*|w[io]n|marr(?:y|ied)|"
    r"ratif\w+|legali[sz]\w+|ban(?:s|ned)?|invad\w+|surrender\w*|erupt\w*|collaps\w+|crash\w*|land(?:s|ed)|introduc\w+|"
    r"dissolv\w+|demolish\w*|buil[dt]\w*|rebuilt|retir\w+|cancel\w*|inaugurat\w+|drown\w*|construi\w+|"
    r"str(?:ike|ikes|uck)|annul\w*|overturn\w*|vot(?:e|es|ed)|repeal\w*|transfer\w*|attack\w*|ambush\w*|massacre\w*|"
    r"fle(?:e|es|d)|escap\w*|extradit\w*|releas\w*|announc\w*|present(?:s|ed)?|split|decree\w*|arose|rose|rise|uprising|"
    r"anul\w+|vot(?:o|aron)|atac\w+|embosc\w+|masacre|huy\w+|escap\w+|extradit\w+|liber\w+|anunci\w+|present(?:o|aron)|"
    r"end(?:s|ed)?|complet\w+|happen\w*|(?:take|took|taken) (?:place|office)|occur\w*|"
    r"fund(?:o|ar|aron|ad[oa]s?|acion)|cre(?:o|ar|aron|ad[oa]s?|acion)|establec\w+|comenz\w+|empez\w+|inici\w+|abri\w+|"
    r"cerr\w+|muri\w+|naci(?:o|eron|da|do)|mat(?:o|aron|ado)|asesin\w+|captur\w+|deten\w+|detuv\w+|firm(?:o|ar|aron|ad[oa])|"
    r"aprob\w+|public(?:o|ar|aron|ad[oa])|renunci\w+|nombr(?:o|ar|aron|ad[oa])|elig\w+|aboli\w+|destru\w+|hund\w+|"
    r"descubr\w+|invent\w+|gan(?:o|aron)|casaron?|prohib\w+|legaliz\w+|estall\w+|termin\w+|ocurr\w+|sucedi\w+)\b"
)
# To come into being is one event, whatever it is called.
_BEGINNING = re.compile(
    r"(?:found(?:ed|ing)|creat\w+|establish\w+|began|beg[iu]n|start\w*|launch\w+|arose|rose|rise|uprising|introduc\w+|"
    r"fund(?:o|ar|aron|ad[oa]s?|acion)|cre(?:o|ar|aron|ad[oa]s?|acion)|establec\w+|comenz\w+|empez\w+|inici\w+)"
)
_MOST = re.compile(
    r"\b(?:most of|most(?= (?:[a-z]+ )?[a-z]+s\b)|mostly|the majority|a majority|made up most|the bulk of|"
    r"(?:nearly|almost) all|mayor(?:ia| parte)|casi tod[oa]s)\b"
)
_ALL = re.compile(r"\b(?:all|every|each|both|todos|todas|cada|ambos|ambas)\b")
_ONLY = re.compile(
    r"\b(?:only|just|merely|a mere|no more than|barely|solo|solamente|apenas|unicamente)\s+(?=\d|[a-z]+)"
)
_OVER = re.compile(r"\b(?:more than|over|above|at least|mas de|al menos)\s+$")
_UNDER = re.compile(r"\b(?:less than|fewer than|under|below|at most|up to|menos de|hasta)\s+$")
_SINGLE = re.compile(r"\b(?:a single|un solo|una sola) ([a-z]{3,})\b")
_PEOPLE = frozenset(
    "people person member victim men man women woman child children dead killed death soldier civilian police "
    "persona miembro victima muerto hombre mujere nino".split()
)
_PART_OF = re.compile(r"\b([\w.,]+) (?:of|out of|de) (?:the |los |las )?([\w.,]*\w)\b")
_SOME_OF_THEM = re.compile(
    r"\b(\w+) (?:of (?:them|which|whom|these|the \w+)|de (?:ellos|ellas|los cuales|las cuales|los|las))\b"
    r"|\bof (?:which|whom) (\w+) (?:are|were)\b"
)


def figure(pair: Pair) -> Iterator[Clashing]:
    """Another number of the same things ("17 legislatures", "32 legislatures"), or, less close, of anything."""
    mine, theirs = counted(pair.question), counted(pair.sentence)
    asked = fold(pair.question)
    for head, values, percent, written in mine:
        if any(_agree(asked, written, values, other) for _, other, _, _ in theirs):
            continue
        same = [t for t in theirs if head and _one_sort(head, t[0])]
        alike = [t for t in theirs if percent == t[2] and max(values) > 0]
        if same or alike:
            yield Clashing(clash=Clash.FIGURE, asked=written, said=(same or alike)[0][3], close=bool(same))


def _one_sort(head: str, other: str) -> bool:
    return head == other or (head in _PEOPLE and other in _PEOPLE)


def _agree(asked: str, written: str, values: frozenset[Decimal], other: frozenset[Decimal]) -> bool:
    """Whether a figure of the sentence is that of the question, or within its "more than" or "less than"."""
    if values & other:
        return True
    place = asked.find(written)
    before = asked[max(0, place - 20) : place]
    if _OVER.search(before):
        return max(values) <= max(other) < 2 * max(values)
    return bool(_UNDER.search(before)) and max(values) / 2 < max(other) <= max(values)


def counted(text: str) -> list[tuple[str, frozenset[Decimal], bool, str]]:
    """The figures of a text: what is counted, the values, whether a percentage, and how it is written."""
    found: list[tuple[str, frozenset[Decimal], bool, str]] = []
    folded, place = fold(text), 0
    for figure in figures_in(text):
        written = fold(figure.words)
        place = max(place, folded.find(written, place))
        after = re.findall(r"[a-z]{3,}", folded[place + len(written) :][:40])
        heads = [word for word in after[:4] if word not in STOPWORDS]
        found.append((heads[0].rstrip("s") if heads else "", figure.values, figure.percent, written))
        place += len(written)
    if single := _SINGLE.search(folded):
        found.append((single[1].rstrip("s"), frozenset({Decimal(1)}), False, single.group()))
    return found


def share(pair: Pair) -> Iterator[Clashing]:
    """The words "most" or "all" against "only 13", "six of them" or "14 civilians and one soldier"."""
    asked, told = plain(pair.question), plain(pair.sentence)
    whole = _ALL.search(asked) or _MOST.search(asked)
    if not whole or _ONLY.search(asked):
        return
    after = asked[whole.end() :]
    few = _ONLY.search(told)
    if few and figures_in(told[few.end() :].split()[0]) and pair.share(told[few.end() : few.end() + _NEAR], asked):
        yield Clashing(clash=Clash.SHARE, asked=whole.group(), said=told[few.start() : few.end()])
    for part in _PART_OF.finditer(told):
        some, total = (figures_in(part[number]) for number in (1, 2))
        if some and total and 2 * max(some[0].values) < min(total[0].values):
            yield Clashing(clash=Clash.SHARE, asked=whole.group(), said=part.group())
    if _MOST.search(asked):
        yield from _less_than_half(whole.group(), after, pair)
    elif _ALL.search(asked):
        yield from _not_all(whole.group(), after, pair)


def _less_than_half(whole: str, after: str, pair: Pair) -> Iterator[Clashing]:
    """Of what is said to be most, the sentence tells a share below one half."""
    told = plain(pair.sentence)
    for part in (f for f in figures_in(pair.sentence) if f.percent and max(f.values) < _HALF):
        place = told.find(fold(part.words).removesuffix("%").strip())
        if pair.share(told[place : place + _NEAR], after):
            yield Clashing(clash=Clash.SHARE, asked=whole, said=fold(part.words), close=False)
    yield from _counted_apart(whole, after, told, 0.5)


def _not_all(whole: str, after: str, pair: Pair) -> Iterator[Clashing]:
    """Of what is said to be all, the sentence tells some."""
    told = plain(pair.sentence)
    for part in _SOME_OF_THEM.finditer(told):
        if figures_in(part[1] or part[2]) and pair.share(told[part.end() : part.end() + _NEAR // 2], after):
            yield Clashing(clash=Clash.SHARE, asked=whole, said=part.group())
    yield from _counted_apart(whole, after, told, 1)


def _counted_apart(whole: str, after: str, told: str, part: float) -> Iterator[Clashing]:
    """Of N things of which so great a part is said to be one kind, the sentence counts less of that kind."""
    total = figures_in(" ".join(after.split()[:2]))
    if not total:
        return
    least = max(total[0].values) * Decimal(part)
    for kind in content_words(after)[1:]:
        few = re.search(rf"\b(\w+) {re.escape(kind.rstrip('s'))}s?\b", told)
        if few and (few[1] in SINGLE or any(max(f.values) < least for f in figures_in(few[1]))):
            yield Clashing(clash=Clash.SHARE, asked=f"{whole} {total[0].words}", said=few.group())


def year(pair: Pair) -> Iterator[Clashing]:
    """Another year for an event that happens once."""
    mine, theirs = set(YEAR.findall(pair.question)), set(YEAR.findall(pair.sentence))
    if len(mine) != 1 or mine & theirs:
        return
    told = fold(pair.sentence)
    for event in ONE_OFF.finditer(fold(pair.question)):
        same = [match for match in _WORD.finditer(told) if _is_same(event.group(), match.group(), pair)]
        when = _year_of(told, same[0]) if same else ""
        if when:
            yield Clashing(clash=Clash.YEAR, asked=min(mine), said=when)
            return


def _is_same(event: str, word: str, pair: Pair) -> bool:
    """Whether a word tells of the same event."""
    return pair.share(word, event) or bool(_BEGINNING.fullmatch(event) and _BEGINNING.fullmatch(word))


def _year_of(told: str, event: re.Match[str]) -> str:
    """The year after an event in its clause, before the next event; else the year of the sentence, where it has one."""
    after = ONE_OFF.split(told[event.end() :], maxsplit=1)[0]
    found, all_years = YEAR.search(after), set(YEAR.findall(told))
    return found.group() if found else min(all_years) if len(all_years) == 1 else ""
