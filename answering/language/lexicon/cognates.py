"""English for Spanish words that no lexicon lists, by the endings that both languages took from Latin and Greek."""

import re

from core.text import fold

# (Spanish ending without accents, English ending, part of speech), the longest first where one ends another.
_ENDINGS = (
    ("amiento", "ment", "noun"), ("logicamente", "logically", "adverb"), ("icamente", "ically", "adverb"),
    ("almente", "ally", "adverb"), ("mente", "ly", "adverb"), ("ologo", "ologist", "noun"),
    ("ologia", "ology", "noun"), ("grafia", "graphy", "noun"), ("metria", "metry", "noun"),
    ("nomia", "nomy", "noun"), ("logico", "logical", "adjective"), ("grafico", "graphic", "adjective"),
    ("acion", "ation", "noun"), ("icion", "ition", "noun"), ("cion", "tion", "noun"), ("sion", "sion", "noun"),
    ("xion", "xion", "noun"), ("idad", "ity", "noun"), ("edad", "ety", "noun"), ("tad", "ty", "noun"),
    ("encia", "ence", "noun"), ("ancia", "ance", "noun"), ("ismo", "ism", "noun"), ("ista", "ist", "noun"),
    ("tura", "ture", "noun"), ("tico", "tic", "adjective"), ("ica", "ic", "adjective"), ("ico", "ic", "adjective"),
    ("ivo", "ive", "adjective"), ("oso", "ous", "adjective"), ("ario", "ary", "adjective"),
    ("orio", "ory", "adjective"), ("able", "able", "adjective"), ("ible", "ible", "adjective"),
    ("ente", "ent", "adjective"), ("ante", "ant", "adjective"), ("iano", "ian", "adjective"),
    ("ano", "an", "adjective"), ("ense", "an", "adjective"), ("ino", "ine", "adjective"), ("ema", "em", "noun"),
    ("oide", "oid", "noun"), ("ia", "y", "noun"), ("al", "al", "adjective"), ("or", "or", "noun"),
)  # fmt: skip
_VERB = re.compile(r"(\w{2,})(iz|ific)(?:o|aron|a|an|aba|aban|ar|ado|ada|ados|adas|ando)")
_FEMININE = re.compile(r"(?<=[vsnri])a$|(?<=[ic]c)a$")


def cognate(word: str) -> tuple[str, str] | None:
    """The English that a word's ending suggests, with its part of speech, or None: "proporcionalidad" -> "-ity"."""
    folded = fold(word)
    verb = _VERB.fullmatch(folded)
    if verb:
        return verb[1] + ("ize" if verb[2] == "iz" else "ify"), "verb"
    for singular in _singulars(folded):
        for spanish, english, part in _ENDINGS:
            if singular.endswith(spanish) and len(singular) > len(spanish) + 2:
                return singular[: -len(spanish)] + english, part
    return None


def _singulars(word: str) -> tuple[str, ...]:
    """The forms that may stand in the table: singular before plural, as it stands before its masculine."""
    forms = [word]
    if word.endswith("s"):
        forms = [word[:-2], word[:-1]] if re.search(r"(?:[nrld]|ion)es$", word) else [word[:-1]]
    return tuple(form for base in forms for form in (base, _FEMININE.sub("o", base)))
