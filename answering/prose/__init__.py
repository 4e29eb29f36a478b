"""A language model at work: it writes from numbered evidence, and each sentence passes the gate or is withheld."""
