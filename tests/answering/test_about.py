"""Made-up documents that say something of themselves, and questions about them that are, or are not, about that."""

import pytest

from answering.about import about_document
from core.records import Voice
from core.settings import Settings
from index.store import PassageIndex
from ingest.build import build_index
from tests.toys import ToyEmbedder, write_library

FILES = {
    "ferries.md": (
        "---\ntitle: Ferries in fog\nauthors: [Ada Moss, Ben Reed]\npublisher: Institute of Northern Harbours\n"
        "published: 2001-05-03\nkind: original\nlicence: all rights reserved\nurl: https://harbours.example/fog\n---\n\n"
        "The ferry Heron sank off Northport in 1999, and pilots had doubts about the rescue plan.\n\n"
        "The port has neglected its lights, and its keepers lack training.\n\n"
        "Ada Moss directs the coastal programme at the Institute of Northern Harbours. "
        "Ben Reed teaches navigation at Northport College.\n\n"
        "The Institute of Northern Harbours is a charity that studies coastal trade. "
        "The views in this paper are those of the authors alone. The study was funded by the Lamp Trust.\n"
    ),
    "molinos.md": (
        "---\ntitle: Molinos de viento\nauthors: [Eva Ruiz]\npublisher: Prensa del Valle\npublished: 2010-02\n"
        "kind: brief\nlanguage: es\n---\n\nEl molino viejo ardió en 1911.\n"
    ),
    "law.md": "---\ntitle: The harbour law (Lamp law)\nkind: brief\npublished: 2003\n---\n\n"
    "The lighthouse law is of 1990.\n",
}


@pytest.fixture
def index(settings: Settings, embedder: ToyEmbedder) -> PassageIndex:
    write_library(settings.library, FILES)
    build_index(settings, embedder=embedder)
    return PassageIndex.open(settings, embedder)


@pytest.mark.parametrize(
    ("question", "held"),
    [
        ("who wrote this", "Ada Moss and Ben Reed"),
        ("Who wrote the paper on ferries?", "Ada Moss and Ben Reed"),
        ("Who penned the harbours institute's piece about the sinking of the Heron?", "Ada Moss"),
        ("By whom was the report written?", "Ada Moss"),
        ("authors of the paper", "Ada Moss"),
        ("Who's behind this study?", "Ada Moss"),
        ("What are the names of the authors of the report?", "Ada Moss"),
        ("Who is the author of Molinos de viento?", "Eva Ruiz"),
        ("¿Quiénes escribieron el informe?", "Ada Moss y Ben Reed"),
        ("¿Quién es el autor del estudio?", "Ada Moss y Ben Reed"),
        ("when did the paper come out", "on 3 May 2001"),
        ("When was this published?", "on 3 May 2001"),
        ("What year did the study come out?", "on 3 May 2001"),
        ("How old is this paper?", "on 3 May 2001"),
        ("What is the publication date of the report?", "on 3 May 2001"),
        ("¿Cuándo se publicó el informe?", "el 3 de mayo de 2001"),
        ("¿En qué año apareció el texto Molinos de viento?", "en febrero de 2010"),
        ("Where was the paper published?", "Institute of Northern Harbours"),
        ("Which institution published the report?", "Institute of Northern Harbours"),
        ("What think tank is behind this study?", "Institute of Northern Harbours"),
        ("Who put out the piece on ferries?", "Institute of Northern Harbours"),
        ("¿Qué institución publicó el informe?", "Institute of Northern Harbours"),
        ("Is the paper under copyright?", "all rights reserved"),
        ("Can the paper be reproduced?", "all rights reserved"),
        ("who wrote ferries in fog", "Ada Moss"),
        ("In which language is the paper written?", "English"),
        ("What language is Molinos de viento in?", "Spanish"),
        ("¿En qué idioma está escrito el informe?", "inglés"),
        ("Where can I read the paper on ferries?", "https://harbours.example/fog"),
        ("Is there a link to the report?", "https://harbours.example/fog"),
        ("¿Dónde puedo consultar el estudio?", "https://harbours.example/fog"),
        ("Can you tell me who wrote the paper?", "Ada Moss"),
        ("Which two people signed the report?", "Ada Moss"),
        ("¿Quién firma el informe?", "Ada Moss"),
        ("Who holds the rights to the study?", "all rights reserved"),
        ("When did the Institute of Northern Harbours publish the paper?", "on 3 May 2001"),
        ("what's the date on this study", "on 3 May 2001"),
        ("From what year is the study?", "on 3 May 2001"),
        ("Which organisation is responsible for the report?", "Institute of Northern Harbours"),
        ("What is the title of the report?", "Ferries in fog"),
    ],
)
def test_what_a_card_knows_is_said_in_our_words(index: PassageIndex, question: str, held: str) -> None:
    found = about_document(question, index.cards(), index)
    assert found is not None
    assert [(s.voice, held in s.text) for s in found[0]] == [(Voice.OURS, True)]


@pytest.mark.parametrize(
    ("question", "held"),
    [
        ("Does the institute stand behind the opinions in the paper, or are they only the writers'?", "authors alone"),
        ("Whose views are expressed in the report?", "authors alone"),
        ("What caveat does the paper carry?", "authors alone"),
        ("¿El informe expresa la posición oficial del instituto?", "authors alone"),
        ("What sort of organisation published the report?", "is a charity"),
        ("Is the paper an official position of the institute?", "authors alone"),
        ("¿Las opiniones del informe son del instituto o de los autores?", "authors alone"),
        ("What kind of organisation is the Institute of Northern Harbours?", "is a charity"),
        ("Who funded the study?", "the Lamp Trust"),
        ("For which institution do the authors of the paper work?", "coastal programme"),
        ("What posts do the authors of the study hold?", "coastal programme"),
        ("Which institute do the two authors belong to?", "coastal programme"),
        ("What jobs do the writers of the study have?", "Northport College"),
        ("¿Dónde trabajan los autores del informe?", "coastal programme"),
    ],
)
def test_what_a_document_says_of_itself_is_quoted(index: PassageIndex, question: str, held: str) -> None:
    found = about_document(question, index.cards(), index)
    assert found is not None
    statements, evidence = found
    assert any(held in statement.text for statement in statements)
    assert [e.quote for e in evidence] == [s.text for s in statements]


@pytest.mark.parametrize(
    "question",
    [
        "What do the authors of the paper recommend?",
        "What does the author of the report say about the lights?",
        "According to the paper's authors, when did the ferry sink?",
        "When does the report say the Heron sank?",
        "When was the lighthouse law that the paper mentions published?",
        "¿Qué dice el informe sobre los derechos humanos?",
        "Según el autor del informe, ¿cuándo se hundió el barco?",
        "What reservations did the pilots have about the rescue plan, according to the report?",
        "Who wrote the article on railways in Sumatra?",
        "Who funded the lights of the port, by the report?",
        "Who wrote the Northport report?",
        "What year does the paper give for the ferries in fog?",
        "When did ferries sail in fog?",
        "What is the report about?",
        "Where did Ada Moss study?",
        "Who drafted it?",
        "Does the paper name any harbour?",
        "Is the study peer reviewed?",
        "Who wrote the law that the paper on ferries in fog discusses?",
        "¿Cuándo se publicó la ley que menciona el informe?",
        "Who published the harbour law?",
        "Who wrote the song that the pilots sang?",
        "What is the paper's position on the training of keepers?",
    ],
)
def test_what_a_document_says_of_the_world_or_no_document_says_is_left_to_reading(
    index: PassageIndex, question: str
) -> None:
    assert about_document(question, index.cards(), index) is None


def test_who_and_when_are_told_side_by_side(index: PassageIndex) -> None:
    found = about_document("Who wrote the paper and when?", index.cards(), index)
    assert found is not None
    assert [s.text for s in found[0]] == [
        "“Ferries in fog” was written by Ada Moss and Ben Reed.",
        "“Ferries in fog” was published on 3 May 2001.",
    ]
    assert [s.evidence for s in found[0]] == [(1,), (2,)]
