"""The pages: chat, library, evaluation, reader. Draws and calls, decides nothing; alone in naming Streamlit."""
