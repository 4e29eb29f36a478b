"""The app: `python -m streamlit run app/main.py`. Puts the pages together."""

from pathlib import Path

import streamlit as st

from app import frame
from app.room import remember_visitor, the_visitor, the_words
from app.views import chat, evaluation, library, reader

st.set_page_config(
    page_title="Cotejo",
    page_icon=str(Path(__file__).with_name("favicon.png")),
    layout="wide",
    initial_sidebar_state="auto",
)
words = the_words()
the_visitor()
pages = [
    st.Page(chat.draw, title=words("page.chat"), icon=":material/forum:", url_path="ask", default=True),
    st.Page(library.draw, title=words("page.library"), icon=":material/local_library:", url_path="library"),
    st.Page(evaluation.draw, title=words("page.evaluation"), icon=":material/rule:", url_path="evaluation"),
    st.Page(reader.draw, title=words("page.reader"), icon=":material/menu_book:", url_path="reader"),
]
st.session_state.chat_page, st.session_state.reader_page = pages[0], pages[3]
page = st.navigation(pages, position="top")
frame.draw_style()
frame.draw_sidebar()
page.run()
remember_visitor()
