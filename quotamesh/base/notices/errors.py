"""What stands in the way, with a sentence for people."""

from django.utils.translation import gettext as _


class NoticeError(Exception):
    """`code` for programs, `field` names the field of a form."""

    code, field = "refused", ""

    def words(self) -> str:
        raise NotImplementedError


class BadAddress(NoticeError):
    """A robot's address that is not called: `reason` is one of the keys of `words`."""

    code, field = "bad_address", "address"

    def __init__(self, reason: str, hosts: tuple[str, ...] = ()):
        super().__init__(reason)
        self.reason, self.hosts = reason, hosts

    def words(self) -> str:
        return {
            "shape": _("This is not an address: copy the whole one that the group shows for its robot."),
            "https": _("Only addresses that begin with https:// are called."),
            "host": _("This host is not called. Known are %(hosts)s; the administrator may allow others."),
        }[self.reason] % {"hosts": ", ".join(self.hosts)}


class UnknownKind(NoticeError):
    code, field = "unknown_kind", "kinds"

    def words(self) -> str:
        return _("There is no such kind of notice.")


class StaleChannel(NoticeError):
    code = "stale"

    def words(self) -> str:
        return _("Somebody changed this robot meanwhile. Look at it as it stands now and change it again.")
