"""Own indicators: what they may be, what may change, and when."""

import pytest

from quotamesh.base.trail.models import Entry
from quotamesh.do.catalog.define import change_indicator, define_indicator, hide_indicator, show_indicator
from quotamesh.do.catalog.models import Indicator
from quotamesh.do.catalog.own import FIRST_OWN, definitions
from quotamesh.do.catalog.own_rules import Wanted
from quotamesh.do.catalog.queries import offered
from quotamesh.do.catalog.refusals import BadIndicator, StaleIndicator


def wanted(code="demo_days", **more) -> Wanted:
    values = {"name_zh": f"自定义{code}", "name_en": f"Own {code}", "meaning": "Days of demonstration"}
    return Wanted(code, **(values | {"aggregation": "sum", "measure": "count"} | more))


def ratio(code="demo_rate", above="demo_days", below="visits", measure="share") -> Wanted:
    return wanted(code, aggregation="ratio", measure=measure, numerator=above, denominator=below)


def refused(actor, what: Wanted) -> tuple[str, str]:
    with pytest.raises(BadIndicator) as found:
        define_indicator(actor, what)
    assert found.value.words()
    return found.value.field, found.value.code


def test_a_sum_a_state_and_their_ratio(cast, actor):
    days = define_indicator(actor, wanted())
    state = define_indicator(actor, wanted("demo_sites", aggregation="stock"))
    rate = define_indicator(actor, ratio())
    assert [days.pk, state.pk, rate.pk] == [FIRST_OWN, FIRST_OWN + 1, FIRST_OWN + 2]
    known = definitions()
    assert known["demo_days"].target
    assert known["demo_days"].measured
    assert known["demo_days"].by_day
    assert known["demo_sites"].is_stock
    assert not known["demo_sites"].by_day
    assert not known["demo_rate"].target
    assert known["demo_rate"].numerator == "demo_days"
    assert Entry.objects.filter(verb="indicator.define").count() == 3


@pytest.mark.parametrize(
    ("what", "answer"),
    [
        (wanted("Demo"), ("code", "code")),
        (wanted("x"), ("code", "code")),
        (wanted("revenue"), ("code", "code_taken")),
        (wanted(name_zh="", name_en=" "), ("name_zh", "name")),
        (wanted(name_en="Revenue"), ("name_en", "name_taken")),
        (wanted(name_zh="拜访"), ("name_zh", "name_taken")),
        (wanted(aggregation="count"), ("aggregation", "way")),
        (wanted(measure="share"), ("measure", "share")),
        (wanted(numerator="visits"), ("numerator", "parts")),
        (ratio(above="win_rate"), ("numerator", "ratio_part")),
        (ratio(above="nobody_knows"), ("numerator", "unknown_part")),
        (ratio(above="visits", below=""), ("denominator", "unknown_part")),
        (ratio(above="demo_rate"), ("numerator", "itself")),
        (ratio(above="visits"), ("denominator", "same")),
        (ratio(above="revenue"), ("measure", "unlike")),
        (ratio(above="visits", below="calls", measure="money"), ("measure", "no_money")),
        (ratio(above="revenue", below="calls", measure="count"), ("measure", "no_number")),
        (ratio(above="visits", below="calls", measure="quantity"), ("measure", "no_quantity")),
    ],
)
def test_what_is_refused(cast, actor, what, answer):
    assert refused(actor, what) == answer
    assert not Indicator.objects.filter(pk__gte=FIRST_OWN).exists()


def test_a_code_is_taken_by_an_own_one_too(cast, actor):
    define_indicator(actor, wanted())
    assert refused(actor, wanted(name_zh="另一个", name_en="Another")) == ("code", "code_taken")


def test_words_change_always_and_an_older_look_is_refused(cast, actor):
    define_indicator(actor, wanted())
    row = change_indicator(actor, "demo_days", seen=1, name_en="Demo days", group="result")
    assert row.revision == 2
    assert definitions()["demo_days"].group == "result"
    with pytest.raises(StaleIndicator) as stale:
        change_indicator(actor, "demo_days", seen=1, name_en="Days")
    assert stale.value.now["name_en"] == "Demo days"
    assert "Demo days" in stale.value.words()
    change = Entry.objects.get(verb="indicator.describe").change
    assert change["name_en"] == ["Own demo_days", "Demo days"]


def test_nothing_changes_without_a_change(cast, actor):
    define_indicator(actor, wanted())
    assert change_indicator(actor, "demo_days", name_en="Own demo_days").revision == 1
    assert not Entry.objects.filter(verb="indicator.describe").exists()


def test_the_kind_changes_while_nothing_stands_on_it(cast, actor):
    define_indicator(actor, wanted())
    assert change_indicator(actor, "demo_days", measure="quantity").measure == "quantity"
    assert change_indicator(actor, "demo_days", aggregation="stock").aggregation == "stock"


def test_a_part_does_not_become_a_ratio(cast, actor):
    """Else a ratio of ratios, or a circle, would come in by the back door."""
    define_indicator(actor, wanted())
    define_indicator(actor, ratio())
    change = {"aggregation": "ratio", "measure": "share", "numerator": "visits", "denominator": "calls"}
    with pytest.raises(BadIndicator) as found:
        change_indicator(actor, "demo_days", **change)
    assert (found.value.code, found.value.value) == ("stands", "ratios")


def test_what_is_hidden_is_offered_no_more_and_shown_again(cast, actor):
    define_indicator(actor, wanted())
    define_indicator(actor, ratio())
    with pytest.raises(BadIndicator, match="part_of"):
        hide_indicator(actor, "demo_days")
    hide_indicator(actor, "demo_rate")
    hide_indicator(actor, "demo_days")
    assert "demo_days" not in {each.code for each in offered()}
    assert "demo_days" in {each.code for each in offered(keep="demo_days")}
    with pytest.raises(BadIndicator, match="hidden_part"):
        show_indicator(actor, "demo_rate")
    assert refused(actor, ratio("demo_share")) == ("numerator", "hidden_part")
    show_indicator(actor, "demo_days")
    show_indicator(actor, "demo_rate")
    assert Entry.objects.filter(verb__in=("indicator.hide", "indicator.show")).count() == 4


def test_words_of_a_ratio_change_while_its_parts_are_hidden(cast, actor):
    define_indicator(actor, wanted())
    define_indicator(actor, ratio())
    hide_indicator(actor, "demo_rate")
    hide_indicator(actor, "demo_days")
    assert change_indicator(actor, "demo_rate", meaning="of all visits").meaning == "of all visits"


def test_standard_ones_are_not_the_companys(cast, actor):
    for act in (hide_indicator, show_indicator):
        with pytest.raises(BadIndicator, match="own"):
            act(actor, "revenue")
    with pytest.raises(BadIndicator, match="own"):
        change_indicator(actor, "revenue", name_en="Turnover")
