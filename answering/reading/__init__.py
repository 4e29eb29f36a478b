"""The evidence model and what stands in for it: readers and checkers."""
