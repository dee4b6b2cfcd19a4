"""The worker's own daily work."""

import pytest
from django_q.models import Schedule

from quotamesh.base.approvals.models import Request
from quotamesh.base.approvals.tests.asking import asked
from quotamesh.base.people.models import Company, Tenure
from quotamesh.do.pipeline.actions import open_opportunity
from quotamesh.do.tiers.models import Run
from quotamesh.site import schedule
from tests.cast import ACTOR, TODAY


def test_the_workers_own_work_is_entered_once(db):
    schedule.ensure()
    schedule.ensure()
    entered = dict(Schedule.objects.values_list("func", "schedule_type"))
    assert (
        entered[schedule.LOOKING] == entered[schedule.SWEEPING] == entered[schedule.SORTING] == Schedule.DAILY
    )
    assert entered[schedule.SENDING] == Schedule.MINUTES
    assert len(entered) == Schedule.objects.count()


def test_the_daily_pass_closes_what_has_expired(cast):
    request = asked(cast)
    Request.objects.filter(pk=request.pk).update(expires_on="2025-09-14")
    schedule.look_at_approvals()
    assert Request.objects.get().state == Request.State.EXPIRED


@pytest.mark.django_db
def test_without_a_company_there_is_nothing_to_do():
    schedule.look_at_approvals()
    assert not Request.objects.exists()


def test_all_customers_are_sorted_every_night_unless_the_company_is_the_demo(cast):
    schedule.sort_customers()
    assert not Run.objects.exists()
    Company.objects.update(is_demo=False)
    schedule.sort_customers()
    assert Run.objects.get().nightly


def test_open_deals_follow_their_owners_every_night(cast):
    deal = open_opportunity(ACTOR, cast.person("rep_e1a"), TODAY, name="Pumps", product=cast.product("PUMPS"))
    Tenure.objects.filter(person=cast.person("rep_e1a")).update(seat=cast.seat("rep_e2a"))
    schedule.follow_seats()
    deal.refresh_from_db()
    assert deal.seat == cast.seat("rep_e2a")
