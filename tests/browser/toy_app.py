"""The real pages over an assistant whose answers are written here; `streamlit run` it.

For what a library cannot be made to say at will: a corrected premise, a disagreement, a withheld sentence, and a
translation.
"""

import runpy
from dataclasses import replace
from pathlib import Path
from typing import Any

from app import engine
from core.records import Answer, Outcome, Statement, Verdict
from tests.app.toy_assistant import ToyAssistant

CORRECTED = "critics call army"
DISAGREED = "register victims"
WITHHELD = "founded"
TRANSLATED = "Guard army"
ROOT = Path(__file__).resolve().parents[2]
TEXTS = {
    "briefs/guard.md": "# The Guard\n\nCritics call the Guard a second army. The Guard was founded in March 2019.",
    "briefs/one.md": "# One\n\nThe register counts 17,608 victims.",
    "briefs/two.md": "# Two\n\nThe other register counts 17,700 victims.",
}


class ScriptedAssistant(ToyAssistant):
    """Quotes as the toy does, and then calls the outcome what the test wants to see."""

    def ask(self, question: str, *history: Any, **how: Any) -> Answer:
        """The toy's answer, made into the kind that the question stands for."""
        answer = super().ask(question, *history, **how)
        if question == CORRECTED:
            return replace(answer, outcome=Outcome.PREMISE_CORRECTED)
        if question == DISAGREED:
            return replace(answer, notes=("The documents differ: 17,608 in “One”, 17,700 in “Two”.",))
        if question == WITHHELD:
            return replace(answer, withheld=(Statement(text="It flies.", evidence=(), verdict=Verdict.UNSUPPORTED),))
        if question == TRANSLATED:
            evidence = tuple(replace(e, translation="Un segundo ejército.") for e in answer.evidence)
            return replace(answer, evidence=evidence)
        return answer


engine.build = lambda settings: ScriptedAssistant(settings, TEXTS)  # type: ignore[assignment, return-value]
if __name__ == "__main__":
    runpy.run_path(str(ROOT / "app" / "main.py"), run_name="__main__")
