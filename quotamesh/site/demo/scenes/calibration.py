"""How far the running year's new-energy target was in reach, and next year's."""


def play() -> None:
    pass
