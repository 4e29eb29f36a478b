"""Answers to take away, and to verify later."""
