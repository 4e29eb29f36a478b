"""One module a page; `main.py` puts them together."""
