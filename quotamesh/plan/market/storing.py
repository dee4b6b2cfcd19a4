"""Segments from a file: what differs becomes a version of its entry, as an edit on the page does."""

from django.db import transaction
from django.utils.translation import gettext_noop as _

from quotamesh.base.people.queries import company
from quotamesh.base.people.viewer import today_of
from quotamesh.base.tables.kinds import Outcome
from quotamesh.base.tables.problems import Message, RowsRefused
from quotamesh.base.trail.actions import Actor, differences
from quotamesh.do.catalog.models import Product
from quotamesh.plan.market.actions import keep, locked, open_book, state_of
from quotamesh.plan.market.check_import import Checked


@transaction.atomic
def store_segments(actor: Actor, checked: Checked, progress) -> Outcome:
    """
    Raises:
        RowsRefused: figures of a day that has not come yet.
    """
    _refuse_future(actor, checked)
    markets = {each.market for each in checked.wanted}
    books = {
        market: locked(open_book(market[0], Product.objects.get(pk=market[1]))) for market in sorted(markets)
    }
    created, changes = 0, {}
    for done, each in enumerate(checked.wanted):
        progress("storing", done, len(checked))
        entry, before = each.entry, each.before
        entry.book = books[each.market]
        after = state_of(entry)
        if after == before:
            continue
        entry.number += 1 if before else 0
        entry.save()
        keep(actor, entry, before)
        if before:
            changes[f"FY{each.market[0]} {entry.book.product.code} {entry.name}"] = differences(before, after)
        else:
            created += 1
    return Outcome(created, len(changes), len(checked) - created - len(changes), changes)


def _refuse_future(actor: Actor, checked: Checked) -> None:
    today = today_of(company(), actor.at)
    late = [each.place for each in checked.wanted if each.entry.noted_on > today]
    for place in late:
        checked.rows.refuse(place, "as_of", "future", Message(_("is in the future.")))
    if late:
        raise RowsRefused
