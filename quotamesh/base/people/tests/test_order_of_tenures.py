"""Who held a seat first and last: the same on every database, also where somebody held it from the beginning."""

from datetime import date

from quotamesh.base.people.models import Tenure
from quotamesh.base.store.validity import earliest_first, latest_first


def test_without_a_beginning_comes_first_and_last_the_other_way_round(cast):
    seat = Tenure.objects.filter(valid_from=None, valid_to=None).first()
    Tenure.objects.filter(pk=seat.pk).update(valid_to=date(2025, 3, 31))
    Tenure.objects.create(
        seat=seat.seat, person=cast.person("leader_n1"), role=seat.role, valid_from=date(2025, 4, 1)
    )
    held = Tenure.objects.filter(seat=seat.seat)
    begun = [None, date(2025, 4, 1)]
    assert list(held.order_by(earliest_first()).values_list("valid_from", flat=True)) == begun
    assert list(held.order_by(latest_first()).values_list("valid_from", flat=True)) == begun[::-1]
