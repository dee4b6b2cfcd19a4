"""Trees as materialised paths: `0000001.000000a.`, one fixed-width step a level.

A subtree is a range of the path's index, ancestors are the steps of the path itself: neither needs a
recursive query, and both work alike on SQLite and PostgreSQL.
"""

from django.db import models

STEP = 8


class InTree(models.Model):
    """A node of a tree. `path` is kept by `place`, never typed."""

    parent = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="children"
    )
    path = models.CharField(max_length=400, db_index=True, default="", editable=False)
    depth = models.PositiveSmallIntegerField(default=0, editable=False)

    class Meta:
        abstract = True


def step(pk: int) -> str:
    return f"{pk:0{STEP - 1}x}."


def place(pk: int, parent_path: str) -> tuple[str, int]:
    """Path and depth of node `pk` under a parent's path ('' for a root)."""
    path = parent_path + step(pk)
    return path, len(path) // STEP - 1


def ancestor_ids(path: str) -> list[int]:
    """Keys from the root down to the node itself."""
    return [int(path[i : i + STEP - 1], 16) for i in range(0, len(path), STEP)]


def below(path: str, field: str = "path") -> models.Q:
    """The condition 'this node or one under it', as a range an index can serve."""
    return models.Q(**{f"{field}__gte": path, f"{field}__lt": path + "~"})


def replace_all(parents: dict[int, int | None]) -> dict[int, tuple[str, int]]:
    """Path and depth of every node of a forest given as {key: parent's key}.

    Raises:
        ValueError: with the keys on a circle as its argument.
    """
    placed: dict[int, tuple[str, int]] = {}
    for pk in parents:
        trail = []
        node: int | None = pk
        while node is not None and node not in placed:
            if node in trail:
                raise ValueError(trail[trail.index(node) :])
            trail.append(node)
            node = parents[node]
        for key in reversed(trail):
            above = parents[key]
            placed[key] = place(key, placed[above][0] if above is not None else "")
    return placed
