"""How customers' own rows are told where both of two have one."""

from django.utils.translation import gettext as _

from quotamesh.do.customers.models import Customer, Share


def told(row) -> str:
    if isinstance(row, Share):
        return _("Shared with %(person)s") % {"person": row.person.name}
    assert isinstance(row, Customer.tags.through)
    return _("Tag “%(tag)s”") % {"tag": row.tag.name}
