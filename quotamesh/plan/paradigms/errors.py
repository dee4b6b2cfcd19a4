"""What can stand in the way of a change to a line's paradigm or tree. Worded in `wording.py`."""


class LineError(Exception):
    """A change that cannot be made; everything is as it was."""


class NotAllowed(LineError):
    """The viewer may look at it, not change it."""


class StaleTree(LineError):
    """`who` changed the line meanwhile: revision `seen` was looked at, `now` stands."""

    def __init__(self, seen: int, now: int, who: str):
        super().__init__(seen, now, who)
        self.seen, self.now, self.who = seen, now, who


class NothingToUndo(LineError):
    """The actor's last change is undone already, or somebody else changed the line since."""


class TooManyNodes(LineError):
    """A tree has at most `limit` nodes."""

    def __init__(self, limit: int):
        super().__init__(limit)
        self.limit = limit


class NodeInUse(LineError):
    """The node is the top, or a ratio would lose one of its two drivers: `name` names it."""

    def __init__(self, name: str):
        super().__init__(name)
        self.name = name


class WrongNode(LineError):
    """A field of node `name` is not as it must be: `field`."""

    def __init__(self, name: str, field: str):
        super().__init__(name, field)
        self.name, self.field = name, field


class NothingWanted(LineError):
    """The plan asks nothing of this line, so nothing follows from it: `plan` names it."""

    def __init__(self, plan: str):
        super().__init__(plan)
        self.plan = plan


class NothingFollows(LineError):
    """No process target can be computed: values are missing on the way down."""


class OtherYear(LineError):
    """The plan is of another fiscal year than the line."""
