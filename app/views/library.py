"""The library: what is in it and in which state, and every way to add, change and remove documents."""

from collections.abc import Sequence

import streamlit as st

from app.library_work import draw_work
from app.marks import plain
from app.room import may_change_library, the_room, the_words
from ingest.library import EDITABLE
from ingest.rows import LibraryRow, absent_originals, library_state
from ingest.states import State

_SHOWN = ("title", "authors", "publisher", "published")


def draw() -> None:
    """The page."""
    words, room = the_words(), the_room()
    rows = library_state(room.settings)
    st.title(words("page.library"), anchor=False)
    passages = sum(row.passage_count for row in rows)
    st.caption(words("library.count", d=sum(row.document_count for row in rows), p=passages))
    draw_work()
    may_change = may_change_library()
    if may_change:
        _draw_ways_in()
    else:
        st.info(words("library.only_editors"), icon=":material/lock:")
    _draw_absent(may_change)
    _draw_list(rows)
    if rows:
        _draw_chosen(rows, may_change)
    if may_change:
        _draw_care()


def _draw_ways_in() -> None:
    words, shelf = the_words(), the_room().shelf
    largest = the_room().settings.max_file_mb
    st.header(words("library.add"), anchor=False)
    with st.container(key=f"files-{words.language}"), st.form("add-files", clear_on_submit=True, border=False):
        files = st.file_uploader(
            words("library.files", mb=largest), accept_multiple_files=True, key="files", max_upload_size=largest
        )
        if st.form_submit_button(words("library.take_in"), type="primary", disabled=shelf.is_busy) and files:
            shelf.add_files([(file.name, file.getvalue()) for file in files])
            st.rerun()
    with st.form("add-link", clear_on_submit=True, border=False):
        urls = st.text_input(words("library.link"), key="link", placeholder="https://…").split()
        if st.form_submit_button(words("library.link_add"), disabled=shelf.is_busy) and urls:
            shelf.add_links(urls)
            st.rerun()


def _draw_absent(may_change: bool) -> None:
    words, room = the_words(), the_room()
    absent = absent_originals(room.settings)
    if not absent:
        return
    with st.expander(words("library.absent", n=len(absent)), icon=":material/inventory_2:"):
        st.markdown(words("library.absent_text"))
        if may_change and st.button(words("library.absent_fetch"), key="fetch-absent", disabled=room.shelf.is_busy):
            room.shelf.build()
            st.rerun()
        for original in absent:
            publisher = f" ({plain(original.publisher)})" if original.publisher else ""
            st.markdown(f"**{plain(original.title)}**{publisher}  \n{plain(original.reason)} {plain(original.advice)}")


def _draw_list(rows: Sequence[LibraryRow]) -> None:
    words = the_words()
    st.header(words("library.documents"), anchor=False)
    wanted = st.text_input(words("library.filter"), key="filter", icon=":material/search:").strip().casefold()
    some_note = any(row.reason for row in rows)
    told = [(_told(row, some_note), row.path) for row in rows]
    shown = [told for told, path in told if wanted in " ".join(map(str, (*told.values(), path))).casefold()]
    widths = {words("library.title"): 420, words("library.note"): 300}
    columns = {name: st.column_config.TextColumn(width=width) for name, width in widths.items()}
    height = min(560, 38 + 35 * max(1, len(shown)))
    with st.container(key="wide"):
        st.dataframe(shown, hide_index=True, width="stretch", height=height, column_config=columns)


def _told(row: LibraryRow, some_note: bool) -> dict[str, str | int]:
    """A line of the table; notes and file names are there where a file has something to tell."""
    words = the_words()
    line: dict[str, str | int] = {
        words("library.title"): row.title,
        words("library.kind"): words(f"kind.{row.metadata.kind}"),
        words("library.state"): words(f"ingest.{row.state}"),
        words("library.passages"): row.passage_count,
        words("library.published"): row.metadata.published,
    }
    return line | {words("library.note"): row.reason, words("library.file"): row.path} if some_note else line


def _draw_chosen(rows: Sequence[LibraryRow], may_change: bool) -> None:
    words, shelf = the_words(), the_room().shelf
    by_path = {row.path: row for row in rows}
    path = st.selectbox(
        words("library.chosen"), list(by_path), format_func=lambda path: by_path[path].title, key="chosen"
    )
    row = by_path[path]
    with st.container(horizontal=True):
        if st.button(words("library.open"), icon=":material/menu_book:", disabled=row.state is not State.INDEXED):
            st.switch_page(st.session_state.reader_page, query_params={"doc": row.path})
        if may_change and row.is_link and st.button(words("library.refetch"), disabled=shelf.is_busy):
            shelf.refetch(row.path)
            st.rerun()
        if may_change and st.button(words("library.remove"), icon=":material/delete:", disabled=shelf.is_busy):
            _confirm_removal(row)
    _draw_hidden(row)
    if may_change:
        with st.expander(words("library.edit"), icon=":material/edit:"):
            _draw_editor(row)


def _draw_hidden(row: LibraryRow) -> None:
    if row.hidden:
        st.warning(the_words()("library.hidden"), icon=":material/visibility_off:")
        for hidden in row.hidden:
            st.caption(f"{plain(hidden.reason)}: {plain(hidden.text[:300])}")


def _draw_editor(row: LibraryRow) -> None:
    words, about = the_words(), row.metadata
    known = {"title": row.title, "authors": "; ".join(about.authors), "publisher": about.publisher}
    known |= {"published": about.published}
    with st.form(f"edit-{row.path}", border=False):
        told = {name: st.text_input(words(f"library.{name}"), known[name]) for name in _SHOWN if name in EDITABLE}
        if st.form_submit_button(words("library.save"), disabled=the_room().shelf.is_busy):
            changed: dict[str, object] = {name: text for name, text in told.items() if text != known[name]}
            if "authors" in changed:
                changed["authors"] = [name.strip() for name in told["authors"].split(";") if name.strip()]
            if changed:
                the_room().shelf.edit(row.path, changed)
                st.rerun()


def _confirm_removal(row: LibraryRow) -> None:
    words = the_words()

    @st.dialog(words("library.remove"))
    def confirm() -> None:
        st.markdown(words("library.remove_sure", title=plain(row.title)))
        with st.container(horizontal=True):
            if st.button(words("library.remove"), key="remove-sure", type="primary"):
                the_room().shelf.remove([row.path])
                st.rerun()
            if st.button(words("library.keep"), key="remove-not"):
                st.rerun()

    confirm()


def _draw_care() -> None:
    words, shelf = the_words(), the_room().shelf
    with st.expander(words("library.care"), icon=":material/construction:"), st.container(horizontal=True):
        for name in ("build", "verify", "rebuild"):
            if st.button(words(f"library.{name}"), key=f"care-{name}", disabled=shelf.is_busy):
                getattr(shelf, name)()
                st.rerun()
