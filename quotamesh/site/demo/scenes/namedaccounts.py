"""Named accounts with their plans of coverage."""


def play() -> None:
    pass
