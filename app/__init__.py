"""The pages: chat, library, evaluation, reader. Draws and calls; decides nothing. The only package that names Streamlit."""
