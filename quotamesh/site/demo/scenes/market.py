"""The market as the demo company sees it: segments, competitors, forces, scans, aims."""


def play() -> None:
    pass
