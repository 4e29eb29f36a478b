"""Evaluation: questions, metrics, runs, reports and the regression gate. What is measured is `Assistant.ask`.

For the page (all functions take the settings; `Settings.evaluation` is the folder of runs, labels and own questions):

    evals.questions  list_sets(settings) -> dict[name, path]; load_set(settings, name) -> tuple[EvalQuestion, ...]
    evals.runs       start(settings, RunPlan(sets=("dev",), limit=20), assistant=None) -> RunInProgress
                         .name .progress (.done .total .failed .seconds_left .latest) .is_running .cancel() .run .error
                     running() -> tuple[RunInProgress, ...]     those of this process, found again after a reload
                     list_runs(settings) -> tuple[RunRecord, ...] (latest first); load_run(settings, name) -> Run
                     delete_run(settings, name)
    evals.record     Run.record, Run.rows, Run.row(question_id); Row.question .reply.answer .reply.error .reply.seconds
                         .gold .ranking .standalone; RunRecord.state ("running", "finished", "stopped") and provenance
    evals.figures    score_rows(run.rows) -> tuple[Scored, ...]  (.row .right .tallies)
                     headline(scored) -> tuple[Figure, ...]      (.name .label .value .interval .count .definition)
                     by_group(scored, tags_of, metric="accuracy") -> tuple[Figure, ...]
                         groups: tags_of, topic_of, documents_of, set_of
                     outcome_matrix(rows) -> dict[Kind, dict[outcome, count]]; latencies(rows); latency_figures(rows)
                     stage_medians(rows); verdict_counts(rows); failures(rows); tokens_used(rows)
    evals.ranking    success_curve(rows) -> tuple[(k, share), ...]
    evals.plots      figures_plot, outcome_plot, curve_plot, latency_plot, history_plot -> SVG text
    evals.compare    compare(run_a, run_b) -> Comparison        (.changes .better .worse .p .shared)
    evals.citations  is_right_span(evidence, row.gold, question); evals.gold.is_gold(evidence, row.gold)
    evals.labels     add_label(settings, row, right=True, comment="", run=name) -> Label; load_labels(settings)
                     label_of(labels, row) -> Label | None; agreements(rows, labels, judge=None)
                         Agreement.rater .count .agreed .kappa .both_right .both_wrong .only_rater .only_people
    evals.judge      as_rater(load_judged(settings, run_name)) -> the `judge` of `agreements`, or None
    evals.cases      case_from_answer(answer, Judgement.WRONG, correction="", silent=False, history=(), topic="")
                         -> EvalQuestion; a correction is facts: "17,608 | 17608; first half" (";" all, "|" forms)
                     save_case(settings, case) -> count; remove_case(settings, question_id)
    evals.report     html_report(run, labels, agreements) -> one HTML file, for a download button
    evals.baseline   load_baseline(); evals.gate.hold_against(run, baseline) -> GateReport (.passed .losses .notes)
    evals.metrics    METRICS[name] -> Metric (.label .definition .higher_is_better .group)
"""
