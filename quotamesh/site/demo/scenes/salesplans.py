"""Monthly and weekly plans, and the requests that came of them."""


def play() -> None:
    pass
