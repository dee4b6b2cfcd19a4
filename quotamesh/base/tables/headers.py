"""The first row of a table."""

import re


def name_columns(cells: list[str]) -> list[str]:
    """Headers as written, nameless ones by their place, doubled ones numbered: names that tell them apart."""
    names: list[str] = []
    for place, cell in enumerate(cells, 1):
        wanted = name = re.sub(r"\s+", " ", cell.replace("\ufeff", "")).strip() or f"#{place}"
        copy = 2
        while name in names:
            name, copy = f"{wanted} ({copy})", copy + 1
        names.append(name)
    return names


def plain(header: str) -> str:
    """A header without what does not tell: case, spaces, underscores, brackets, a star for 'required'."""
    bare = re.sub(r"[(（\[【].*?[)）\]】]", "", header) or header
    return re.sub(r"[\s_\-./*:：]+", "", bare).casefold()
