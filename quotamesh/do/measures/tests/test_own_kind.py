"""Once values stand on an own indicator, its kind is fixed."""

from datetime import date

import pytest

from quotamesh.do.catalog.actions import root_product
from quotamesh.do.catalog.define import change_indicator, define_indicator
from quotamesh.do.catalog.own_rules import Wanted
from quotamesh.do.catalog.refusals import BadIndicator
from quotamesh.do.measures.actions import Value, record_measures

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("change", [{"measure": "count"}, {"aggregation": "stock"}])
def test_recorded_values_fix_the_kind(cast, actor, change):
    row = define_indicator(actor, Wanted("demo_days", "", "Demo days", "", "sum", "quantity"))
    tenure = next(each for each in cast.tenures("rep_e1a") if each.covers(cast.today))
    at = (row.pk, root_product().pk, date(2025, 3, 3))
    record_measures(actor, [Value(tenure.seat_id, tenure.person_id, *at, 1_500)], "test")
    with pytest.raises(BadIndicator) as found:
        change_indicator(actor, "demo_days", **change)
    assert found.value.code == "stands"
    assert "recorded values" in found.value.words()
    assert change_indicator(actor, "demo_days", name_en="Days").measure == "quantity"
