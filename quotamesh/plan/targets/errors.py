"""What can stand in the way of a change to a plan. The page words them where they arise (`wording.py`)."""


class PlanError(Exception):
    """A change that cannot be made; the plan is as it was. `at` counts the change among those of one edit."""

    at: int | None = None


class NotEditable(PlanError):
    """The plan is in force or superseded: it is not edited, a new version takes its place."""


class StillNeeded(PlanError):
    """Something stands on the plan: an adjustment, or an agreement."""


class NotAllowed(PlanError):
    """The viewer may not make this change."""


class NameTaken(PlanError):
    """A plan of this fiscal year bears the name already."""


class StaleCell(PlanError):
    """Somebody else changed the cell meanwhile: `seen` is what the editor saw, `now` what stands there."""

    def __init__(self, seen: int, now: int):
        super().__init__(seen, now)
        self.seen, self.now = seen, now


class NothingToShare(PlanError):
    """The others have only `available`, but `needed` is asked of them."""

    def __init__(self, needed: int, available: int):
        super().__init__(needed, available)
        self.needed, self.available = needed, available


class LockedCell(PlanError):
    """The unit is locked, or everything below it is: `unit` names it."""

    def __init__(self, unit: str):
        super().__init__(unit)
        self.unit = unit


class LimitBroken(PlanError):
    """`unit`'s year would be `amount`, beyond its floor or cap `limit` (`kind`)."""

    def __init__(self, kind: str, unit: str, amount: int, limit: int):
        super().__init__(kind, unit, amount, limit)
        self.kind, self.unit, self.amount, self.limit = kind, unit, amount, limit


class Negative(PlanError):
    """A target is not below zero."""


class PartsAboveWhole(PlanError):
    """A wish for a unit is less than what stands below it: wish `index`, `amount` wished, `parts` below."""

    def __init__(self, index: int, amount: int, parts: int):
        super().__init__(index, amount, parts)
        self.index, self.amount, self.parts = index, amount, parts


class LimitsCross(PlanError):
    """The floor is above the cap."""

    def __init__(self, floor: int, cap: int):
        super().__init__(floor, cap)
        self.floor, self.cap = floor, cap


class BadShare(PlanError):
    """`text` is not a share from 0 to below 1."""

    def __init__(self, text: str):
        super().__init__(text)
        self.text = text


class BadStep(PlanError):
    """`text` is not a growth from quarter to quarter."""

    def __init__(self, text: str):
        super().__init__(text)
        self.text = text


class NoSuchPlan(PlanError):
    """No plan bears the name."""

    def __init__(self, name: str):
        super().__init__(name)
        self.name = name


class BadLevels(PlanError):
    """Challenge is below stretch, or a level is not a share from 0 to 1000 %."""


class BadRate(PlanError):
    """`text` is not a rate."""

    def __init__(self, text: str):
        super().__init__(text)
        self.text = text


class NothingGiven(PlanError):
    """A rate is wanted, but the part that is to be given (`name`) has no targets here."""

    def __init__(self, name: str):
        super().__init__(name)
        self.name = name


class PlanMoved(PlanError):
    """The plan was changed since it was looked at: at revision `seen` then, at `now` by now."""

    def __init__(self, seen: int, now: int):
        super().__init__(seen, now)
        self.seen, self.now = seen, now


class NotAdditive(PlanError):
    """The indicator tells a state: its year is its last month, so that months and units do not make a table."""


class MarginsApart(PlanError):
    """The units add up to `rows`, `rest` of which stands on no line; the lines or months (`by`) to `columns`."""

    def __init__(self, by: str, rows: int, rest: int, columns: int):
        super().__init__(by, rows, rest, columns)
        self.by, self.rows, self.rest, self.columns = by, rows, rest, columns

    @property
    def difference(self) -> int:
        """By how much the rows are above the columns."""
        return self.rows - self.rest - self.columns


class HeldAbove(PlanError):
    """`name` is to get `wanted`, but what is locked, held back or left to place in it makes `held` already."""

    def __init__(self, name: str, wanted: int, held: int):
        super().__init__(name, wanted, held)
        self.name, self.wanted, self.held = name, wanted, held


class CannotMeet(PlanError):
    """What `rows` get can only go into `columns` (or come from them), and these do not fit together."""

    def __init__(self, rows: list[str], columns: list[str]):
        super().__init__(rows, columns)
        self.rows, self.columns = rows, columns
