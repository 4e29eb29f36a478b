"""A text with one fact changed: a name, a year, a figure, a word turned to its opposite, a negation."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from random import Random

from core.text import STOPWORDS, Span, fold

_PLACES = """Argentina;
    Australia;Austria;Belgium;Bolivia;Brazil;Canada;Chile;China;Colombia;Costa Rica;Cuba;Denmark;Ecuador;
    Egypt;El Salvador;England;France;Germany;Greece;Guatemala;Haiti;Honduras;India;Indonesia;Iran;Iraq;Ireland;Israel;
    Italy;Jamaica;Japan;Kenya;Mexico;Morocco;Nicaragua;Nigeria;Norway;Pakistan;Panama;Peru;Poland;Portugal;Russia;
    Scotland;South Africa;South Korea;Spain;Sweden;Switzerland;Syria;Turkey;Uganda;Ukraine;Uruguay;Venezuela;Vietnam;
    London;Paris;Berlin;Madrid;Tokyo;New York;Chicago;Boston;Houston;Toronto;Sydney;Rio de Janeiro;Bogotá;Lima;Moscow;
    Texas;Florida;Ohio;Virginia;California;Arizona;Georgia;Michigan;Europe;Asia;Africa;the United States;the United
    Kingdom;the Soviet Union;the European Union;Mexico City;Guadalajara;Monterrey;Tijuana;Jalisco;Sinaloa;Oaxaca;
    Chihuahua;Sonora;Veracruz;Guerrero;Michoacán;Puebla;Yucatán"""
PLACES = tuple(" ".join(place.split()) for place in _PLACES.split(";"))
MONTHS = "January February March April May June July August September October November December".split()
NUMBER_WORDS = "two three four five six seven eight nine ten eleven twelve twenty thirty fifty hundred".split()
_PAIRS = """increase decrease;increased decreased;increasing decreasing;rise fall;rose fell;more fewer;most least;
    largest smallest;highest lowest;first last;before after;above below;north south;northern southern;east west;
    eastern western;early late;earlier later;older younger;support oppose;supported opposed;win lose;won lost;
    best worst;major minor;gain loss;higher lower;greater smaller;allowed banned;always never;public private;
    begin end;began ended;started stopped;men women;male female;buy sell;accepted rejected;rich poor;long short"""
OPPOSITES = {
    word: other for pair in _PAIRS.split(";") for word, other in (tuple(pair.split()), tuple(reversed(pair.split())))
}
_NAME = re.compile(r"\b[A-Z][\w’'-]*[\w](?:\s(?:(?:of|de|del|the)\s)?[A-Z][\w’'-]*\w)*")
YEAR = re.compile(r"\b(?:1[4-9]|20)\d\d\b")
FIGURE = re.compile(r"\d+(?:[.,]\d+)*")
_WH = re.compile(
    r"^(?:who|whom|whose|what|which|when|where|why|how|in|at|on|the|a|an|is|was|did|does|do|are|were)$", re.I
)
_LOWER = re.compile(r"\b[a-z]{4,}\b")
_AUXILIARY = re.compile(r"\b(was|is|are|were|has|have|had|will|can|could|did|does|would|should|may)\b(?! not\b)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Swap:
    """What was changed into what."""

    old: str
    new: str


@dataclass(slots=True, kw_only=True)
class Perturber:
    """Makes swaps; the names that it puts in come from `names`."""

    rng: Random
    names: Sequence[str] = field(default_factory=tuple)

    def swap_for(self, text: str, avoid: str) -> Swap | None:
        """One fact of the text and another of its sort that `avoid` does not hold, or None if it states none."""
        makers = (self._name, self._year, self._figure, self._word)
        swaps = [swap for make in makers for swap in make(text, fold(avoid))]
        return self.rng.choice(swaps) if swaps else None

    def swap_within(self, text: str, passage: str, answer: str) -> Swap | None:
        """A name, year or word of the text and another of its sort out of the passage itself, apart from the answer."""
        held = [name for name in names_in(passage) if not _touch(name, answer) and not _touch(name, text)]
        years = [year for year in YEAR.findall(passage) if year not in text + answer]
        swaps = [Swap(old=name, new=self.rng.choice(held)) for name in names_in(text) if held and name in passage]
        swaps += [Swap(old=year, new=self.rng.choice(years)) for year in YEAR.findall(text) if years]
        return self.rng.choice(swaps) if swaps else self._word_within(text, passage, answer)

    def _word_within(self, text: str, passage: str, answer: str) -> Swap | None:
        """A word of the text and one of the passage with the same ending, a rough sign of the same part of speech."""
        own = [word for word in _LOWER.findall(text) if word not in STOPWORDS and word in passage]
        others = [w for w in _LOWER.findall(passage) if w not in STOPWORDS and w not in answer and w[:4] not in text]
        pairs = [Swap(old=word, new=other) for word in own for other in others if word[-3:] == other[-3:]]
        return self.rng.choice(pairs) if pairs else None

    def negate(self, text: str) -> str | None:
        """The text with a negation put in or taken out."""
        if " not " in text:
            return text.replace(" not ", " ", 1)
        found = list(_AUXILIARY.finditer(text))
        if not found:
            return None
        at = self.rng.choice(found).end()
        return f"{text[:at]} not{text[at:]}"

    def strange_place(self, avoid: str) -> str:
        """A place that `avoid` does not name."""
        return self._other(PLACES, fold(avoid))

    def strange_year(self, avoid: str) -> str:
        """A year near those of `avoid` that is not among them."""
        held = [int(year) for year in YEAR.findall(avoid)] or [self.rng.randint(1950, 2020)]
        near = [year for base in held for year in range(base - 12, base + 13) if year not in held and year < 2025]
        return str(self.rng.choice(near or [1949]))

    def _name(self, text: str, avoid: str) -> list[Swap]:
        swaps = []
        for name in names_in(text):
            pool = PLACES if name in PLACES else self.names
            swaps.append(Swap(old=name, new=self._other([n for n in _sample(self.rng, pool) if n != name], avoid)))
        return swaps

    def _year(self, text: str, avoid: str) -> list[Swap]:
        swaps = [Swap(old=year, new=self.strange_year(avoid + " " + year)) for year in YEAR.findall(text)]
        months = [m for m in MONTHS if re.search(rf"\b{m}\b", text) and m != "May"]
        return swaps + [Swap(old=m, new=self._other([n for n in MONTHS if n != m], avoid)) for m in months]

    def _figure(self, text: str, avoid: str) -> list[Swap]:
        swaps = []
        for figure in FIGURE.findall(text):
            if not YEAR.fullmatch(figure) and (new := self._other_figure(figure)) not in avoid:
                swaps.append(Swap(old=figure, new=new))
        for word in NUMBER_WORDS:
            if re.search(rf"\b{word}\b", text):
                swaps.append(Swap(old=word, new=self._other([w for w in NUMBER_WORDS if w != word], avoid)))
        return swaps

    def _other_figure(self, figure: str) -> str:
        at = self.rng.choice([i for i, char in enumerate(figure) if char.isdigit()])
        digit = self.rng.choice([d for d in "123456789" if d != figure[at]])
        return figure[:at] + digit + figure[at + 1 :]

    def _word(self, text: str, avoid: str) -> list[Swap]:
        del avoid  # an opposite may well stand elsewhere in the passage
        return [Swap(old=word, new=OPPOSITES[word]) for word in OPPOSITES if re.search(rf"\b{word}\b", text)]

    def _other(self, pool: Sequence[str], avoid: str) -> str:
        free = [name for name in pool if fold(name) not in avoid]
        return self.rng.choice(free or list(pool))


def names_in(text: str) -> list[str]:
    """Capitalised names of a text, those that merely begin a sentence left out."""
    found = []
    for match in _NAME.finditer(text):
        starts = match.start() == 0 or text[: match.start()].rstrip()[-1:] in '.!?"“:'
        name = match.group()
        first, *rest = name.split()
        if _WH.match(first):
            name = " ".join(rest)
        elif starts and not rest:
            continue
        if name:
            found.append(name)
    return found


def replace_all(text: str, swap: Swap, spans: Iterable[Span] = ()) -> tuple[str, list[Span]]:
    """The text with the swap made wherever the old words stand, and the spans moved along."""
    pattern = re.compile(rf"(?<!\w){re.escape(swap.old)}(?!\w)")
    ends = [match.end() for match in pattern.finditer(text)]
    grows = len(swap.new) - len(swap.old)

    def moved(at: int) -> int:
        return at + grows * sum(end <= at for end in ends)

    return pattern.sub(lambda _: swap.new, text), [(moved(start), moved(end)) for start, end in spans]


def _touch(name: str, other: str) -> bool:
    return fold(name) in fold(other) or fold(other) in fold(name)


def _sample(rng: Random, pool: Sequence[str], count: int = 30) -> list[str]:
    return [rng.choice(pool) for _ in range(count)] if pool else list(PLACES[:count])
