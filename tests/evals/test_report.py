import re
import xml.etree.ElementTree as ET
from dataclasses import replace

import pytest

from core.records import Verdict
from core.settings import Settings
from evals.figures import by_group, headline, outcome_matrix, score_rows, tags_of
from evals.labels import add_label, agreements, load_labels
from evals.plots import curve_plot, figures_plot, history_plot, latency_plot, outcome_plot
from evals.record import Run
from evals.report import html_report
from evals.summary import absent_line, summary, token_line
from evals.tables import figures_table, markdown_table, shown, shown_change
from tests.evals.test_compare import made
from tests.evals.test_figures import ROWS
from tests.evals.toys import DEATHS, HALF, REFUSAL, answer, question, row

RUN = made("first", *ROWS)
EVIL = "<script>alert(1)</script> & <img src=http://example.com/x.png>"


def test_the_report_has_figures_plots_and_every_question_and_needs_nothing_else() -> None:
    page = html_report(RUN)
    assert page.count("<details>") == len(ROWS)
    assert page.count("<svg") == 5
    assert "<strong>40.0 %</strong> of 5 questions are right" in page
    assert page.index("<h2>Wrong (3)</h2>") < page.index("Failed: boom") < page.index("<h2>Right (2)</h2>")
    assert re.findall(r"<th colspan=5>(\w+)</th>", page) == ["Answers", "Evidence", "Retrieval", "Times"]
    fetched = re.findall(r"(?:src|href)\s*=\s*[\"']?(?!#)([^\"' >]+)", re.sub(r"xmlns\S*", "", page))
    assert [address for address in fetched if not address.startswith("data:image/png")] == []
    assert "<script" not in page


def test_nothing_from_a_question_or_an_answer_is_read_as_markup() -> None:
    evil = row(question("a", question=f"How? {EVIL}"), None, error=EVIL)
    page = html_report(made("evil", evil))
    assert "<img" not in page
    assert "<script" not in page
    assert page.count("&lt;script&gt;") == 2


def test_a_question_shows_where_its_answer_stands_and_what_a_follow_up_means() -> None:
    asked = question("b", dialogue="d", turn=2, standalone="How many were killed in 2019?")
    withheld = answer(HALF, verdict=Verdict.UNSUPPORTED).statements
    page = html_report(made("talk", row(asked, replace(answer(DEATHS), withheld=withheld))))
    assert "a.md: “people were killed”" in page
    assert "On its own: How many were killed in 2019?" in page
    assert f"{HALF} [1] <span class=small>UNSUPPORTED</span>" in page


def test_a_label_and_its_agreement_stand_in_the_report(settings: Settings) -> None:
    add_label(settings, ROWS[1], right=False, comment="beside the point")
    labels = load_labels(settings)
    page = html_report(RUN, labels, agreements(RUN.rows, labels))
    assert "A person says: wrong. beside the point" in page
    assert "facts rule" in page
    assert "<table><tr><th>against human labels" not in html_report(RUN)


@pytest.mark.parametrize(
    "drawing",
    [
        figures_plot(by_group(score_rows(ROWS), tags_of), "Accuracy"),
        outcome_plot(outcome_matrix(ROWS)),
        curve_plot({"hybrid": [(1, 0.5), (2, 1.0)]}),
        latency_plot([0.1, 0.2, 0.3]),
        history_plot([("one", headline(score_rows(ROWS))[0]), ("two", headline(score_rows(ROWS))[0])]),
    ],
    ids=["figures", "outcome", "curve", "latency", "history"],
)
def test_a_plot_is_one_well_formed_drawing_whose_text_is_text(drawing: str) -> None:
    root = ET.fromstring(drawing)
    assert root.tag.endswith("svg")
    assert any(element.tag.endswith("text") for element in root.iter())


def test_the_same_figures_draw_the_same_plot() -> None:
    assert latency_plot([0.1, 0.2]) == latency_plot([0.1, 0.2])


def test_the_summary_tells_provenance_figures_outcomes_and_failures() -> None:
    text = summary(RUN)
    assert "Run first (finished): 5 of 5 questions" in text
    assert "| ↑ Answer accuracy " in text
    assert "| unanswerable  | 1        | 0           | 1      |" in text
    assert "failed: e: boom" in text
    assert "Statements by verdict: 4 SUPPORTED, 0 withheld." in text


def test_questions_without_their_documents_are_named() -> None:
    absent = row(question("a"), REFUSAL).model_copy(update={"gold": ()})
    assert absent_line(made("without", absent)) == "1 questions rest on documents that are not in the library: a."
    assert absent_line(RUN) == ""


def test_tokens_cost_what_they_cost() -> None:
    plain = row(question("a"), answer(DEATHS))
    reply = plain.reply.model_copy(update={"tokens": {"m": {"input": 2_000_000, "output": 1_000_000}}})
    paid = made("paid", plain.model_copy(update={"reply": reply}))
    assert token_line(paid, None) == "m: 2,000,000 tokens read, 1,000,000 written."
    assert token_line(paid, (0.5, 2.0)).endswith("; 3.0000 at these prices.")
    assert token_line(made("free", plain), (0.5, 2.0)) == ""


def test_values_are_shown_in_the_unit_of_their_metric() -> None:
    assert shown("accuracy", 0.4567) == "45.7 %"
    assert shown("mrr", 0.4567) == "0.457"
    assert shown("latency_median", 0.4567) == "0.46 s"
    assert shown("accuracy", float("nan")) == "–"
    assert shown_change("accuracy", -0.021) == "-2.1"
    assert shown_change("mrr", 0.02) == "+0.020"


def test_a_table_survives_a_bar_and_a_line_end_in_a_cell() -> None:
    assert markdown_table(("a",), [("x|y\nz",)]).splitlines() == ["| a      |", "|--------|", "| x\\|y z |"]


def test_groups_leave_the_definition_out() -> None:
    table = figures_table(by_group(score_rows(RUN.rows), tags_of), header="kind")
    assert table.splitlines()[0].split("|")[1].strip() == "kind"
    assert "share of" not in table


def test_a_run_without_rows_is_still_told() -> None:
    assert "0 of 0 questions" in summary(Run(record=made("empty").record))
    assert HALF not in summary(Run(record=made("empty").record))
