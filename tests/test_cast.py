"""The standing cast is what its text says."""

from quotamesh.base.trail.queries import verify
from quotamesh.do.facts.queries import fingerprint
from quotamesh.do.orders.actions import rebuild_facts
from quotamesh.do.orders.models import Order, Payment
from quotamesh.plan.targets.models import Plan
from tests.cast_records import PEOPLE


def test_everybody_can_sign_in(cast):
    for name in PEOPLE:
        assert cast.user(name).person.code == name


def test_each_sees_the_own_branch(cast):
    assert cast.viewer("director").branches == (cast.unit("company").path,)
    assert cast.viewer("region_east").branches == (cast.unit("EAST").path,)
    assert cast.viewer("leader_e1").branches == (cast.unit("E1").path,)
    assert cast.viewer("rep_e1a").branches == (cast.seat("rep_e1a").path,)
    assert cast.viewer("operations").sees_all
    assert cast.viewer("finance").sees_all


def test_records_and_plans_are_there(cast):
    assert Order.objects.count() == 40
    assert Payment.objects.count() == 19
    assert set(Plan.objects.values_list("name", "state")) == {
        ("FY2024", "in_force"),
        ("FY2025", "in_force"),
        ("Draft", "draft"),
        ("Ambitious", "scenario"),
    }


def test_summary_and_trail_hold(cast, actor):
    before = fingerprint()
    assert rebuild_facts(actor)
    assert fingerprint() == before
    assert verify().holds


def test_the_cast_is_laid_down_anew_for_each_test(cast):
    assert Order.objects.filter(number="SO-001").exists()
    Order.objects.filter(number="SO-002").delete()


def test_database_is_empty_without_the_cast(db):
    assert not Order.objects.exists()
