"""The shared words: records, settings, errors and text. Imports nothing else of the project."""
