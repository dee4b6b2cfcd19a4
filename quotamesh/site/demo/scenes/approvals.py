"""Who approves what."""


def play() -> None:
    pass
