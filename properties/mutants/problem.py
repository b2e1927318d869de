"""What keeps mutants from being made or judged."""


class Unusable(Exception):
    """Something is missing, broken or out of date: nothing can be said about any mutant."""
