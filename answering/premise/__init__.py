"""What a question takes for true, held against the sentences that were read."""
