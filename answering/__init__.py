"""Hits in, an answer out: condense, read, select, compose, check, cite. The only package that names a chat model."""
