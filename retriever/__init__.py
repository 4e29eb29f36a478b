"""A question in, ranked hits out: dense, lexical, or both fused."""
