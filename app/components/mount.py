"""The components, registered once each and mounted where a page asks for them."""

import json
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import streamlit as st

from app.words import Words

_HERE = Path(__file__).parent
_MARKUP = {
    "turn": '<article class="cj-turn"></article>',
    "reader": (
        '<aside class="cj-reader" data-open="false"><header class="cj-reader-head"></header>'
        '<div class="cj-reader-body" tabindex="0"></div></aside>'
    ),
    "visitor": '<span class="cj-visitor" hidden></span>',
}


@cache
def _component(name: str) -> Any:
    css = _HERE / f"{name}.css"
    return st.components.v2.component(
        f"cotejo_{name}",
        html=_MARKUP[name],
        css=css.read_text(encoding="utf-8") if css.is_file() else None,
        js=(_HERE / "common.js").read_text(encoding="utf-8") + (_HERE / f"{name}.js").read_text(encoding="utf-8"),
        isolate_styles=False,
    )


def turn(view: dict[str, Any], words: Words, act: Callable[[dict[str, Any]], None]) -> None:
    """Draws a question and its answer; `act` is called with what the visitor does to it."""
    key = f"turn-{view['id']}"
    _component("turn")(
        key=key, data=_told({"turn": view, "words": words.for_components()}), on_act_change=_passing(key, "act", act)
    )


def pane(document: dict[str, Any] | None, words: Words, want: Callable[[dict[str, Any]], None]) -> None:
    """Draws the reader beside the chat; `want` is called with the document that it lacks."""
    told = {"mode": "pane", "words": words.for_components(), "document": document}
    _component("reader")(key="reader", data=_told(told), on_want_change=_passing("reader", "want", want))


def page(document: dict[str, Any], at: tuple[int, int] | None, words: Words) -> None:
    """Draws a whole document, marked where `at` says."""
    told = {"mode": "page", "words": words.for_components(), "document": document, "at": at}
    _component("reader")(key="reader-page", data=_told(told))


def visitor(token: str) -> None:
    """Leaves the visitor's token in the browser, so that a reload finds their conversations."""
    _component("visitor")(key="visitor-cookie", data={"token": token})


def _told(view: dict[str, Any]) -> dict[str, str]:
    """What a component is told, as one text: Streamlit would import pandas to look for tables in anything else."""
    return {"told": json.dumps(view, ensure_ascii=False)}


def _passing(key: str, name: str, call: Callable[[dict[str, Any]], None]) -> Callable[[], None]:
    def passed() -> None:
        told = st.session_state[key].get(name)
        if told:
            call(dict(told))

    return passed
