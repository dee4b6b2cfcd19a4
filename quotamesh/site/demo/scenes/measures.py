"""What people did each day beside their orders: leads, calls, visits, proposals."""


def play() -> None:
    pass
