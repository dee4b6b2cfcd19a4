"""Rounds of estimates by the people who know."""


def play() -> None:
    pass
