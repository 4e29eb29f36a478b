"""What the words of a text are: figures, names, phrases, opposites, and Spanish in English words."""
