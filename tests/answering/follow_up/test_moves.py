"""What a follow-up does: it corrects, goes back, points at what was said, counts off, compares."""

import pytest

from answering.follow_up.condense import condense
from answering.follow_up.moves import Kind, move_of, only_points
from core.records import Turn
from tests.answering.follow_up.test_condense import lines_of

# Lines of "question | answer | standalone query", the last field left out where the question stands alone.
DIALOGUES = {
    "corrections": """
        How many ferries did the Coast Board run in 1954? | It ran nine ferries in 1954.
        No, I meant 1956 | Eleven. | How many ferries did the Coast Board run in 1956?
        sorry, the River Board | Two. | How many ferries did the River Board run in 1956?
    """,
    "corrections, again": """
        Who led the miners' strike in Olvera? | Bruno Salas led it.
        wait, I mean the dockers' strike | Inés Prado did. | Who led the dockers' strike in Olvera?
    """,
    "corrections, a third time": """
        ¿Cuántas escuelas abrió el Plan Faro en 1972? | Abrió treinta escuelas en 1972.
        perdón, en 1974 | Doce. | ¿Cuántas escuelas abrió el Plan Faro en 1974?
        no, me refería al Plan Sur | Ocho. | ¿Cuántas escuelas abrió el Plan Sur en 1974?
    """,
    "returns": """
        What does the Lantern Act forbid? | The Lantern Act forbids open fires in boats.
        Who signed the Treaty of Orla? | Queen Sabine signed it in 1803.
        Back to the Lantern Act: who proposed it? | Senator Hugo Lind. | Who proposed the Lantern Act?
        Going back to Queen Sabine, when did she die? | In 1820. | When did Queen Sabine die?
    """,
    "returns, again": """
        ¿Cuántos pozos perforó la Junta de Riego en 1961? | Perforó cuarenta pozos.
        ¿Y quién pagó? | La provincia. | ¿Quién pagó (pozos, la Junta de Riego)?
        Volviendo a los pozos: ¿cuántos de ellos se secaron? | 9 | ¿Cuántos de los pozos se secaron (la Junta de Riego)?
    """,
    "demands": """
        How many people drowned in the flood of Orla? | Sixty people drowned, the parish register says.
        Who says so? | The parish register. | Who says so (How many people drowned in the flood of Orla)?
        Is that confirmed? | No. | Is that confirmed (How many people drowned in the flood of Orla)?
        Why the difference? | Nobody knows. | Why the difference (How many people drowned in the flood of Orla)?
    """,
    "demands, again": """
        What did the inspectors of the Orla mine find? | They found three blocked shafts.
        give me an example | Shaft four. | Give me an example (What did the inspectors of the Orla mine find)?
        tell me more | There were others. | Tell me more (What did the inspectors of the Orla mine find)?
    """,
    "demands, a third time": """
        ¿Cuánto costó el puente de Olvera? | Costó tres millones.
        ¿Quién lo dice? | El Correo. | ¿Quién lo dice (Cuánto costó el puente de Olvera)?
        ¿Es cierto? | Sí. | ¿Es cierto (Cuánto costó el puente de Olvera)?
    """,
    "comparison": """
        How many letters did the Royal Post carry in 1911? | It carried two million letters.
        compare it with the year before | Less. | How many letters did the Royal Post carry in 1911, compared with 1910?
    """,
    "comparison, again": """
        ¿Cuántas cartas llevó el Correo Real en 1911? | Dos millones.
        compáralo con el año anterior | Menos. | ¿Cuántas cartas llevó el Correo Real en 1911, en comparación con 1910?
    """,
    "ellipsis": """
        What did voters expect that Governor Arno Falk would build? | They expected a harbour.
        Did he? | No. | Did Governor Arno Falk (What did voters expect that Governor Arno Falk would build)?
    """,
    "ordinals": """
        Who wrote the guide to Orla? | It was written by Ada Holt and Ben Carr.
        What is the second one's profession? | A surveyor. | What is Ben Carr's profession?
        Where was the first one born? | In Alba. | Where was Ada Holt born?
    """,
    "ordinals, again": """
        Which women sat in the first council? | Rosa Lind, Marta Salas and Inés Prado sat in it.
        How old was the last one? | Forty. | How old was Inés Prado?
    """,
    "ordinals, a third time": """
        ¿Quiénes firmaron el acuerdo de Olvera? | Lo firmaron Bruno Salas y Elena Faro.
        ¿De dónde era el segundo? | De Alba. | ¿De dónde era Elena Faro?
    """,
    "bare nouns": """
        What share of sailors in Orla had tasted rum by 1890? | Ninety percent.
        and gin? | Forty. | What share of sailors in Orla had tasted gin by 1890?
    """,
    "bare nouns, again": """
        Who exports cork from Olvera? | The Faro company.
        and wine? | Nobody. | Who exports wine from Olvera?
    """,
    "definite descriptions that lean": """
        What happened at Pedra Bay in May 1899? | Smugglers ambushed a customs boat of nine men at Pedra Bay.
        who was behind the ambush? | Otto Brenn. | who was behind the ambush (in Pedra Bay)?
        Were any of them caught? | Two. | Were any of them caught (the ambush, in Pedra Bay)?
    """,
    "definite descriptions that lean, again": """
        How many court rulings made the precedent on fishing at night? | Three rulings made it.
        So did those rulings make it legal? | No. | Did those rulings make it legal (the precedent on fishing)?
    """,
    "definite descriptions that lean, a third time": """
        Who can join Sailors for Tomorrow? | Anyone aged 18 to 25 can join.
        how much does the programme pay them? | Ten crowns. | how much does the programme pay Sailors for Tomorrow?
        Did it bring drownings down? | Nobody has measured it. | Did Sailors for Tomorrow bring drownings down?
    """,
    "definite descriptions that lean, a fourth time": """
        What was the budget of Green Coast in 1999? | Four million crowns.
        what did the auditors find? | Gaps. | what did the auditors find (the budget of Green Coast)?
    """,
    "small letters": """
        date of the national water and harbour plan? | The National Water and Harbour Plan was presented in 1931.
        Who drafted it? | An engineer. | Who drafted the National Water and Harbour Plan?
    """,
    "focus": """
        What was the result of the May 1911 vote in the Chamber on the Guard? | It passed by 40 votes to 12.
        And the Senate? | All were in favour. | What was the result of the May 1911 vote in the Senate on the Guard?
        Was it as united in 1920? | No. | Was the Senate as united in 1920?
    """,
    "the same of the other chamber": """
        When did the full Senate pass the harbour bill? | On 4 May 1911.
        And the deputies? | In June. | When did the deputies pass the harbour bill?
    """,
    "shift": """
        Who leads the Harbour Guard? | Tomás Vela.
        New topic. What is a sloop? | A boat. | What is a sloop?
        Another question: how deep is Lake Mera? | 40 m. | How deep is Lake Mera?
        Otra pregunta: ¿qué es un galeón? | Un barco. | ¿Qué es un galeón?
        What is the capital of Tessin? | Carda.
    """,
    "verbless": """
        Where do the 412 wrecks come from? | The Coast Board counts them.
        And how many without the rivers? | 380. | How many without the rivers (Where do the 412 wrecks come from)?
    """,
    "whose data they are": """
        Does the institute's survey of Orla cover divers? | It covers divers.
        What had they counted in 1911? | 40. | What had the institute counted in 1911?
    """,
    "whose budget it was": """
        What was the committee's budget in 1911? | Ten crowns.
        And how was its report voted? | In May. | How was the committee's report voted?
    """,
    "whose line it is": """
        How much of ENORV's debt was paid in 1911? | Ten crowns.
        When will its line from Orla be ready? | In May. | When will ENORV's line from Orla be ready?
    """,
    "a cartel is they": """
        Why did the Orla cartel buy the mill? | To store cork.
        had they tried that before? | Yes. | had the Orla cartel tried that before?
        were they all from Orla? | Most. | were they all from Orla (the Orla cartel)?
    """,
    "a woman is not he": """
        Who replaced Bruno Faro at the Harbour Board? | Bruno Faro left in 1911 and Elena Salas took over.
        Why did he leave? | He was ill. | Why did Bruno Faro leave?
        And what did she do first? | She rebuilt the pier. | What did Elena Salas do first?
    """,
    "a possessive once": """
        How many tolls did Clara Vega's six years bring? | Nine.
        and Bruno Faro's? | Four. | How many tolls did Bruno Faro's six years bring?
    """,
    "another's number": """
        What does the Orla Post give for 1911? | It gives 40 wrecks.
        and the Coast Board's number? | 52. | What does the Coast Board give for 1911?
        Why the drop from the year before? | A mild winter. | Why the drop from 1910?
    """,
    "two persons that nobody named": """
        Who led the strike in Orla? | Bruno Salas led it.
        Do the two of them agree? | No. | Do the two of them agree (the strike in Orla)?
    """,
    "person in answer": """
        Who was the best known captain of the Orla fleet? | The best known was Hugo Lind (Orla Post).
        What happened to his son? | He drowned. | What happened to Hugo Lind's son?
        Back to Lind himself: is he still alive? | No. | Is Hugo Lind still alive?
    """,
}


@pytest.mark.parametrize("dialogue", DIALOGUES.values(), ids=DIALOGUES.keys())
def test_every_kind_of_follow_up_stands_alone(dialogue: str) -> None:
    history: list[Turn] = []
    for question, answer, wanted in lines_of(dialogue):
        query = condense(question, history)
        assert query == wanted
        history.append(Turn(question=question, answer=answer, query=query))


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("No, I meant 1954", Kind.CORRECTS), ("not 1954, 1955", Kind.CORRECTS), ("perdón, en Olvera", Kind.CORRECTS),
        ("So, back to the mill: who owns it?", Kind.RETURNS), ("Volviendo al molino, ¿de quién es?", Kind.RETURNS),
        ("Different question: who is Ada Holt?", Kind.SHIFTS), ("Otro tema. ¿Quién es Ada Holt?", Kind.SHIFTS),
        ("No mill was built?", Kind.GOES_ON), ("Who went back to Alba, and why?", Kind.GOES_ON),
        ("Another thing happened in Alba", Kind.GOES_ON), ("And in 1954?", Kind.GOES_ON),
    ],
)  # fmt: skip
def test_the_words_tell_what_a_follow_up_does(question: str, kind: Kind) -> None:
    assert move_of(question).kind is kind


@pytest.mark.parametrize(
    "question", ["Is that right?", "for example?", "Did they?", "Who came after?", "¿Seguro?", "¿Y luego?"]
)
def test_a_question_may_only_point_at_what_was_said(question: str) -> None:
    assert only_points(question)


@pytest.mark.parametrize(
    "question",
    [
        "Was it expensive?",
        "What happened to his son?",
        "Is Ada Holt right?",
        "Who came after Ada Holt?",
        "And in 1911?",
    ],
)
def test_a_question_with_a_subject_does_more_than_point(question: str) -> None:
    assert not only_points(question)


def test_the_answering_words_stand_behind_a_question_about_them() -> None:
    turn = Turn(question="When did the mill of Alba burn?", answer="It burned on 4 May 1911.", focus="4 May 1911")
    assert condense("Is that right?", [turn]) == "Is that right (When did the mill of Alba burn: 4 May 1911)?"
    after = [turn, Turn(question="Is that right?", answer="Yes.", query=condense("Is that right?", [turn]))]
    assert condense("Who owned it?", after) == "Who owned the mill of Alba?"


def test_names_typed_in_small_letters_are_written_as_the_answer_has_them() -> None:
    turn = Turn(
        question="budget of the ministry of works in olvera?", answer="The Ministry of Works in Olvera has none."
    )
    assert condense("Who heads it?", [turn]) == "Who heads the Ministry of Works in Olvera?"
    assert condense("and in alba?", [Turn(question="Who rules Olvera?", answer="Olvera and Alba have one mayor.")])


def test_a_day_is_carried_on() -> None:
    turn = Turn(question="When was Otto Brenn caught?", answer="Brenn was caught on 9 May 1899.")
    assert condense("Who else was caught that day?", [turn]) == "Who else was caught on 9 May 1899?"
