"""Spanish verb forms taken apart: "compitieron" -> competir, past, plural."""

from collections.abc import Container, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from answering.language.lexicon.english import Form
from answering.language.lexicon.tables import rows
from core.text import fold

# Endings without accents; a plural adds n (or s to a participle), a feminine participle a for o.
_ENDINGS = {
    "ar": {
        Form.BASE: "ar", Form.GERUND: "ando", Form.PARTICIPLE: "ado", Form.PRESENT: "a e",
        Form.PAST: "o aro aba ase", Form.FUTURE: "ara", Form.CONDITIONAL: "aria",
    },
    "er": {
        Form.BASE: "er", Form.GERUND: "iendo yendo", Form.PARTICIPLE: "ido", Form.PRESENT: "e a",
        Form.PAST: "io iero ia iera iese yo yero yera", Form.FUTURE: "era", Form.CONDITIONAL: "eria",
    },
    "ir": {
        Form.BASE: "ir", Form.GERUND: "iendo yendo", Form.PARTICIPLE: "ido", Form.PRESENT: "e a",
        Form.PAST: "io iero ia iera iese yo yero yera o ero era ia", Form.FUTURE: "ira", Form.CONDITIONAL: "iria",
    },
}  # fmt: skip
# Stems that change where no rule tells: of the strong past, of the future, and participles without an ending.
_PAST_STEMS = {
    "tuv": "tener", "estuv": "estar", "anduv": "andar", "pud": "poder", "pus": "poner", "sup": "saber", "hic": "hacer",
    "hiz": "hacer", "quis": "querer", "vin": "venir", "dij": "decir", "traj": "traer", "duj": "ducir", "hub": "haber",
}  # fmt: skip
_FUTURE_STEMS = {
    "tendr": "tener", "pondr": "poner", "vendr": "venir", "saldr": "salir", "valdr": "valer", "podr": "poder",
    "querr": "querer", "habr": "haber", "sabr": "saber", "har": "hacer", "dir": "decir",
}  # fmt: skip
_PARTICIPLES = {
    "scrit": "scribir", "puest": "poner", "vuelt": "volver", "suelt": "solver", "hech": "hacer", "cubiert": "cubrir",
    "dich": "decir", "vist": "ver",
}  # fmt: skip
_STEM_CHANGES = (("ie", "e"), ("ue", "o"), ("ue", "u"), ("i", "e"), ("u", "o"))
_LAST_LETTERS = (("qu", "c"), ("gu", "g"), ("zc", "c"), ("c", "z"), ("j", "g"), ("y", ""), ("g", ""), ("z", "c"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Conjugated:
    """A verb's lemma and the form it was found in."""

    lemma: str
    form: Form
    plural: bool


def conjugated(word: str, lemmas: Container[str]) -> Conjugated | None:
    """The verb that a word is a form of, among lemmas without accents, or None."""
    listed = _listed().get(word) or _listed().get(fold(word))
    if listed and listed.lemma in lemmas:
        return listed
    folded = fold(word)
    strong = next((found for found in _strong(folded) if found.lemma in lemmas), None)
    regular = strong or _regular(folded, lemmas)
    if regular and regular.form is Form.FUTURE and folded == word and not strong:
        return replace(regular, form=Form.PAST)  # "declarara", and not "declarará"
    return regular


def _regular(word: str, lemmas: Container[str]) -> Conjugated | None:
    for ending, kind, form, plural in _endings():
        if word.endswith(ending) and len(word) > len(ending):
            stem = word[: -len(ending)]
            lemma = next((s + kind for s in _stems(stem) if s + kind in lemmas), None)
            if lemma:
                return Conjugated(lemma=lemma, form=form, plural=plural)
    return None


def _strong(word: str) -> Iterator[Conjugated]:
    for endings, stems, form in (
        (("o", "ieron", "eron", "iera", "ieran"), _PAST_STEMS, Form.PAST),
        (("a", "an"), _FUTURE_STEMS, Form.FUTURE),
        (("ia", "ian"), _FUTURE_STEMS, Form.CONDITIONAL),
        (("o", "a", "os", "as"), _PARTICIPLES, Form.PARTICIPLE),
    ):
        for ending in endings:
            for stem, lemma in stems.items():
                if word.endswith(stem + ending):
                    before = word[: -len(stem + ending)]
                    yield Conjugated(lemma=before + lemma, form=form, plural=ending[-1] in "ns")


def _stems(stem: str) -> Iterator[str]:
    """A stem and what it may have been before its last letter or its last vowel changed."""
    yield stem
    bases = [stem]
    for changed, plain in _LAST_LETTERS:
        if stem.endswith(changed):
            bases.append(stem[: -len(changed)] + plain)
            yield bases[-1]
    for base in bases:
        for changed, plain in _STEM_CHANGES:
            at = base.rfind(changed)
            after = base[at + len(changed) :].removesuffix("gu").removesuffix("qu")
            if at >= 0 and not any(letter in "aeiou" for letter in after):
                yield base[:at] + plain + base[at + len(changed) :]


@lru_cache(maxsize=1)
def _endings() -> tuple[tuple[str, str, Form, bool], ...]:
    """Every ending with its conjugation, form and number, the longest first."""
    found: list[tuple[str, str, Form, bool]] = []
    for kind, forms in _ENDINGS.items():
        for form, endings in forms.items():
            for ending in endings.split():
                found.extend((text, kind, form, plural) for text, plural in _numbers(ending, form))
    return tuple(sorted(found, key=lambda row: -len(row[0])))


def _numbers(ending: str, form: Form) -> Iterator[tuple[str, bool]]:
    if form in (Form.BASE, Form.GERUND):
        yield from ((ending + clitic, False) for clitic in ("", "se", "lo", "la", "los", "las", "le", "les"))
    elif form is Form.PARTICIPLE:
        stem = ending[:-1]
        yield from ((stem + last, last[-1] == "s") for last in ("o", "a", "os", "as"))
    else:
        if ending[-3:] not in ("aro", "ero"):  # "ganaro" is no word, "ganaron" is
            yield ending, False
        if ending[-1] != "o" or ending[-2:] == "ro":
            yield ending + "n", True


@lru_cache(maxsize=1)
def _listed() -> dict[str, Conjugated]:
    """The forms that no rule makes; participles in every gender and number, and each form without its accents."""
    listed: dict[str, Conjugated] = {}
    for spanish, lemma, form, number in rows("es_forms.tsv"):
        found = Conjugated(lemma=fold(lemma), form=Form(form), plural=number == "plural")
        stem = spanish[:-1]
        endings = (stem + "o", stem + "a", stem + "os", stem + "as") if found.form is Form.PARTICIPLE else (spanish,)
        listed.update({word: found for word in endings})
    for word, found in tuple(listed.items()):
        if fold(word) not in _AMBIGUOUS:
            listed.setdefault(fold(word), found)
    return listed


_AMBIGUOUS = frozenset({"esta", "este", "de", "se", "rio"})  # other words, where they have no accent
