"""The mid-year adjustment of the running year."""


def play() -> None:
    pass
