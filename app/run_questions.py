"""A run question by question: what was searched, found and answered, what is gold, and the visitor's own judgement."""

from collections.abc import Sequence

import streamlit as st

from app.marks import plain
from app.room import the_room, the_words
from core.records import Answer
from evals.judge import as_rater, load_judged
from evals.labels import Labels, add_label, agreements, by_facts, label_of, load_labels
from evals.record import Row, Run

_FILTERS = ("wrong", "right", "unlabelled", "all")


def draw(run: Run) -> None:
    """Choose a question, see it whole, label it; below, how far the checks agree with the labels."""
    words, labels = the_words(), load_labels(the_room().settings)
    wanted = st.segmented_control(
        words("evals.show"), _FILTERS, default="wrong", format_func=lambda name: words(f"evals.{name}"), key="show"
    )
    rows = [row for row in run.rows if _is_shown(row, wanted or "all", labels)]
    if rows:
        at = st.selectbox(
            words("evals.question"),
            range(len(rows)),
            format_func=lambda at: f"{rows[at].question.question_id}: {rows[at].question.question}",
        )
        _draw_row(rows[at], run.record.name, labels)
    else:
        st.caption(words("evals.nothing"))
    _draw_agreement(run, labels)


def _is_shown(row: Row, wanted: str, labels: Labels) -> bool:
    if wanted == "unlabelled":
        return label_of(labels, row) is None
    return wanted == "all" or by_facts(row) is (wanted == "right")


def _draw_row(row: Row, run_name: str, labels: Labels) -> None:
    words, question = the_words(), row.question
    st.markdown(f"### {plain(question.question)}")
    gold = "; ".join(" | ".join(group) for group in (*question.facts, *question.list_facts)) or str(question.kind)
    st.markdown(f"**{words('evals.gold')}:** {plain(gold)}")
    for quote in question.quotes:
        st.caption(f"{plain(quote.doc_id)}: “{plain(quote.phrase)}”")
    if row.reply.answer is not None:
        draw_answer(row.reply.answer)
    else:
        st.error(plain(row.reply.error))
    _draw_label(row, run_name, labels)


def draw_answer(answer: Answer) -> None:
    """An answer as plain lines: query, outcome, statements with verdicts, and the quotes they rest on."""
    words = the_words()
    st.markdown(f"**{words('evals.answer')}:** {words(f'outcome.{answer.outcome}')}")
    if answer.query != answer.question:
        st.caption(f"{words('evals.searched_as')}: {plain(answer.query)}")
    for statement in (*answer.statements, *answer.withheld):
        numbers = "".join(f"\\[{number}\\]" for number in statement.evidence)
        st.markdown(
            f"{plain(statement.preface)} {plain(' '.join(statement.text.split()))} {numbers} "
            f"*{words(f'verdict.{statement.verdict}')}*"
        )
    for evidence in answer.evidence:
        st.caption(
            f"\\[{evidence.number}\\] {plain(evidence.passage.passage_id)}: {plain(' '.join(evidence.quote.split()))}"
        )


def _draw_label(row: Row, run_name: str, labels: Labels) -> None:
    words, settings = the_words(), the_room().settings
    known = label_of(labels, row)
    if known is not None:
        st.success(words("evals.labelled_right" if known.right else "evals.labelled_wrong"))
    comment = st.text_input(words("evals.comment"), key=f"comment-{row.question.question_id}")
    with st.container(horizontal=True):
        for right, name in ((True, "is_right"), (False, "is_wrong")):
            if st.button(words(f"evals.{name}"), key=f"label-{name}"):
                add_label(settings, row, right=right, comment=comment, run=run_name)
                st.rerun()


def _draw_agreement(run: Run, labels: Labels) -> None:
    words = the_words()
    judge = as_rater(load_judged(the_room().settings, run.record.name))
    found = [one for one in agreements(run.rows, labels, judge) if one.count]
    if not found:
        return
    st.markdown(f"**{words('evals.agreement')}**")
    told: Sequence[dict[str, object]] = [
        {
            words("evals.rater"): one.rater,
            words("evals.answers"): one.count,
            words("evals.agreed"): f"{100 * one.agreed:.0f} %",
            "kappa": "–" if one.kappa != one.kappa else f"{one.kappa:.2f}",
        }
        for one in found
    ]
    st.table(told)
