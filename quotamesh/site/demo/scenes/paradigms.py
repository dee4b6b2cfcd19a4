"""The sales paradigm and driver tree of each product line, and the process targets that follow from them."""


def play() -> None:
    pass
