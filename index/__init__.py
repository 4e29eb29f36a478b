"""The one owner of Chroma, of the lexical index, of the catalogue and of the embedding model."""
