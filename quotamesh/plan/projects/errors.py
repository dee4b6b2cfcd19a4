"""What can stand in the way of a change to a project. Worded in `wording.py`."""


class ProjectError(Exception):
    """A change that cannot be made; everything is as it was."""


class NotAllowed(ProjectError):
    """The viewer may look at the project, not change it."""


class StaleProject(ProjectError):
    """Somebody else changed the project meanwhile: `fields` maps what differs to [mine, theirs]."""

    def __init__(self, fields: dict[str, list]):
        super().__init__(fields)
        self.fields = fields


class RunAlready(ProjectError):
    """Somebody else has begun to run the opportunity as a project."""


class CriteriaOpen(ProjectError):
    """A milestone is reached when its exit criteria are met: `missing` names those that are not."""

    def __init__(self, missing: list[str]):
        super().__init__(missing)
        self.missing = missing


class OutOfOrder(ProjectError):
    """The milestone before, `before`, is not reached yet."""

    def __init__(self, before: str):
        super().__init__(before)
        self.before = before


class ReachedAlready(ProjectError):
    """A milestone that is reached stays as it is."""


class NotYet(ProjectError):
    """A day that has not come, or one before the project began."""


class NoReason(ProjectError):
    """A date is moved, and a criterion passed over, with a reason only."""


class NotOfThisProject(ProjectError):
    """A person to listen to must stand on the same map, and nobody listens to oneself in a circle."""


class NamedTwice(ProjectError):
    """The contact stands on the map already: `name`."""

    def __init__(self, name: str):
        super().__init__(name)
        self.name = name
