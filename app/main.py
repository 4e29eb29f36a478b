"""The script that Streamlit runs for every visitor (`python -m app` starts the server). Puts the pages together."""

from pathlib import Path

import streamlit as st

from app import frame
from app.room import remember_visitor, the_words
from app.views import draw_chat, draw_evaluation, draw_library, draw_reader

st.set_page_config(
    page_title="Cotejo",
    page_icon=str(Path(__file__).with_name("favicon.png")),
    layout="wide",
    initial_sidebar_state="auto",
)
words = the_words()
pages = [
    st.Page(draw_chat, title=words("page.chat"), icon=":material/forum:", url_path="ask", default=True),
    st.Page(draw_library, title=words("page.library"), icon=":material/local_library:", url_path="library"),
    st.Page(draw_evaluation, title=words("page.evaluation"), icon=":material/rule:", url_path="evaluation"),
    st.Page(draw_reader, title=words("page.reader"), icon=":material/menu_book:", url_path="reader"),
]
st.session_state.chat_page, st.session_state.library_page, st.session_state.reader_page = pages[0], pages[1], pages[3]
page = st.navigation(pages, position="top")
frame.draw_style()
remember_visitor()
frame.draw_sidebar()
page.run()
