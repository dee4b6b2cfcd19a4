"""Wishes to other functions: who answers, what is granted, how it is summed up."""

from datetime import date

import pytest
from django.urls import reverse

from quotamesh.base.notices import queries as notices
from quotamesh.plan.salesplans import actions
from quotamesh.plan.salesplans.access import answers_for, visible_resources
from quotamesh.plan.salesplans.errors import Answered, BadGrant
from quotamesh.plan.salesplans.models import Resource
from quotamesh.plan.salesplans.needs import needs_of
from quotamesh.plan.salesplans.tests.planning import acting, made
from quotamesh.plan.salesplans.views import resources
from tests.cast import ACTOR, TODAY


def wish(cast, plan, **more):
    values = {"function": "finance", "what": "a loan", "measure": "money", "quantity": 500}
    actor = acting(cast, "rep_e1a")
    return actions.want(actor, plan, day=TODAY, **{**values, "by_when": date(2025, 10, 8), **more})


def answered(cast, row, state, granted=None):
    return actions.answer(acting(cast, "finance"), row, state=state, granted=granted, ready_on=TODAY, note="")


def test_yes_is_all_partly_is_some_no_is_none(cast):
    plan = made(cast)
    assert answered(cast, wish(cast, plan), "yes").granted == 500
    assert answered(cast, wish(cast, plan), "partly", 200).granted == 200
    assert answered(cast, wish(cast, plan), "no").granted == 0


@pytest.mark.parametrize("granted", [None, 0, 500, 501])
def test_partly_is_more_than_nothing_and_less_than_all(cast, granted):
    row = wish(cast, made(cast))
    with pytest.raises(BadGrant):
        answered(cast, row, "partly", granted)


def test_an_answer_stands_and_an_answered_wish_is_not_withdrawn(cast):
    row = wish(cast, made(cast))
    answered(cast, row, "yes")
    with pytest.raises(Answered):
        answered(cast, row, "no")
    with pytest.raises(Answered):
        actions.withdraw_wish(acting(cast, "rep_e1a"), row, day=TODAY)


def test_each_function_has_its_desk(cast):
    assert answers_for(cast.viewer("finance")) == ["finance"]
    actions.set_desk(ACTOR, "marketing", unit=cast.unit("N1"))
    actions.set_desk(ACTOR, "product", person=cast.person("rep_e2a"))
    assert answers_for(cast.viewer("rep_n1a")) == ["marketing"]
    assert answers_for(cast.viewer("leader_n1")) == ["marketing"]
    assert answers_for(cast.viewer("rep_e2a")) == ["product"]
    assert answers_for(cast.viewer("director")) == []


def test_a_desk_sees_what_is_asked_of_it_and_no_more(cast):
    plan = made(cast)
    actions.set_desk(ACTOR, "marketing", unit=cast.unit("N1"))
    money, stand = wish(cast, plan), wish(cast, plan, function="marketing", what="a stand")
    viewer = cast.viewer("rep_n1a")
    assert list(visible_resources(viewer, answers_for(viewer))) == [stand]
    own = cast.viewer("rep_e1a")
    assert set(visible_resources(own, answers_for(own))) == {money, stand}


def test_money_is_never_added_to_days(cast):
    plan = made(cast)
    for measure, quantity in (("money", 500), ("money", 700), ("days", 3)):
        wish(cast, plan, measure=measure, quantity=quantity)
    needs = needs_of(Resource.objects.select_related("plan"))
    assert [(need.measure, need.wanted, need.open) for need in needs] == [("days", 3, 1), ("money", 1200, 2)]


def test_who_answers_and_who_asked_are_told(cast):
    row = wish(cast, made(cast))
    (told,) = notices.listed(cast.viewer("finance"))
    assert told.text == "Rosa Able asks for: a loan"
    answered(cast, row, "partly", 200)
    (told,) = notices.listed(cast.viewer("rep_e1a"))
    assert "agreed in part to: a loan" in told.text
    assert cast.client("rep_e1a").get(told.notice.url).status_code == 200


def test_what_waits_is_shown_and_all_is_summed_however_much_was_answered(cast, monkeypatch):
    monkeypatch.setattr(resources, "SHOWN", 1)
    plan = made(cast)
    for what in ("stand one", "stand two"):
        answered(cast, wish(cast, plan, what=what, by_when=date(2025, 10, 1)), "yes")
    wish(cast, plan, what="stand three", by_when=date(2025, 10, 30))
    page = cast.client("finance").get(reverse("salesplans:resources")).content.decode()
    assert [what in page for what in ("stand one", "stand two", "stand three")] == [False, True, True]
    (need,) = needs_of(Resource.objects.all())
    assert (need.wanted, need.granted, need.requests, need.open) == (1500, 1000, 3, 1)
