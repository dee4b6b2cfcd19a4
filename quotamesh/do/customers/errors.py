"""What can stand in the way of a change to customers. Worded in `wording.py`."""


class CustomerError(Exception):
    """A change that cannot be made; everything is as it was."""


class NotAllowed(CustomerError):
    """The viewer may look, not do this."""


class StaleCustomer(CustomerError):
    """Somebody changed the record meanwhile: `name` names it, `fields` maps what differs to [mine, theirs]."""

    def __init__(self, name: str, fields: dict[str, list]):
        super().__init__(name, fields)
        self.name, self.fields = name, fields


class CodeTaken(CustomerError):
    def __init__(self, code: str):
        super().__init__(code)
        self.code = code


class BadOwn(CustomerError):
    """Own fields that cannot be taken: `fields` maps their codes to what is wrong (a key of `own.PROBLEMS`)."""

    def __init__(self, fields: dict[str, str]):
        super().__init__(fields)
        self.fields = fields


class IntoItself(CustomerError):
    """A customer cannot be made part of itself."""


class MergedAlready(CustomerError):
    """One of the two is part of another already: `name`."""

    def __init__(self, name: str):
        super().__init__(name)
        self.name = name


class Clash(CustomerError):
    """Both have a record of which one may be there once only: `what` names the records."""

    def __init__(self, what: list[str]):
        super().__init__(what)
        self.what = what


class CannotUndo(CustomerError):
    """A merge that is undone already, or whose winner was merged on meanwhile: `name` of the winner."""

    def __init__(self, name: str):
        super().__init__(name)
        self.name = name


class NothingSent(CustomerError):
    """No file came along."""


class TooManyFiles(CustomerError):
    """More files than may come in one go: `most` of them."""

    def __init__(self, most: int):
        super().__init__(most)
        self.most = most


class TooManyDocuments(TooManyFiles):
    """A customer would have more documents than `most`."""


class FileTooLarge(CustomerError):
    """`file` is larger than `limit` megabytes."""

    def __init__(self, file: str, limit: int):
        super().__init__(file, limit)
        self.file, self.limit = file, limit


class FileEmpty(CustomerError):
    """There is nothing in `file`."""

    def __init__(self, file: str):
        super().__init__(file)
        self.file = file


class NoReason(CustomerError):
    """A customer goes to somebody else with a reason only."""


class SameOwner(CustomerError):
    """The customer is that person's already."""


class NobodyToTake(CustomerError):
    """A transfer needs at least one receiver, and none who is the giver."""
