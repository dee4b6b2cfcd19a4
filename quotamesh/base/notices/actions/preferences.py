"""What somebody wants of each kind of notice."""

from collections.abc import Mapping

from django.db import transaction

from quotamesh.base.notices.errors import UnknownKind
from quotamesh.base.notices.kinds import kind_of, known
from quotamesh.base.notices.models import Preference


@transaction.atomic
def prefer(user_id: int, wanted: Mapping[str, tuple[bool, bool]]) -> None:
    """Keep (shown, mailed) for kinds by code; what is a kind's own way is not kept.

    Raises:
        UnknownKind
    """
    if not all(known(code) for code in wanted):
        raise UnknownKind
    Preference.objects.filter(user_id=user_id, kind__in=wanted).delete()
    Preference.objects.bulk_create(
        Preference(user_id=user_id, kind=code, shown=shown, mailed=mailed)
        for code, (shown, mailed) in wanted.items()
        if (shown, mailed) != (True, kind_of(code).mailed)
    )
