"""Why a plan does not come into force yet."""

from quotamesh.plan.targets.errors import PlanError


class NotSmart(PlanError):
    """`failing` targets fail a letter."""

    def __init__(self, failing: int):
        super().__init__(failing)
        self.failing = failing


class DoubtsOpen(PlanError):
    """Warnings on `doubts` letters' reasons were not accepted, and no reason was given."""

    def __init__(self, doubts: int):
        super().__init__(doubts)
        self.doubts = doubts


class ObjectiveTwice(PlanError):
    """The fiscal year has an objective of this name."""

    def __init__(self, name: str):
        super().__init__(name)
        self.name = name
