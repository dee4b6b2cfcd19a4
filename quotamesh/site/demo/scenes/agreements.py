"""Target talks and signed agreements of the running year, and next year's talks under way."""


def play() -> None:
    pass
