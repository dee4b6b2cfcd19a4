"""The weeks of a plan add up to its month, whatever was set."""

from datetime import date

import pytest

from quotamesh.plan.salesplans import actions
from quotamesh.plan.salesplans.errors import BadCount, WeeksAboveAccounts
from quotamesh.plan.salesplans.models import ACTIVITIES, FixedWeek, SalesPlan
from quotamesh.plan.salesplans.queries import sheet
from quotamesh.plan.salesplans.tests.planning import acting, ask_for, company, made
from tests.cast import TODAY

VISITS = ACTIVITIES.index("visits")


@pytest.fixture
def plan(cast):
    ask_for(cast)
    return made(cast)


def weeks(plan):
    return sheet(company(), SalesPlan.objects.get(pk=plan.pk)).by_week[VISITS].tolist()


def starts(plan):
    return [first for first, _last in sheet(company(), plan).weeks]


def put(cast, plan, **counts):
    """week1=5 sets the first week's visits."""
    first = starts(plan)
    wanted = {(first[int(name[4:]) - 1], "visits"): count for name, count in counts.items()}
    return actions.set_weeks(acting(cast, "rep_e1a"), plan, wanted, day=TODAY)


def test_october_lies_over_its_working_days(plan):
    """The holidays of the first week have none: 17 working days from the 9th on, one Saturday worked."""
    own = sheet(company(), plan)
    assert starts(plan)[:2] == [date(2025, 10, 1), date(2025, 10, 6)]
    assert (sum(weeks(plan)), weeks(plan)[0]) == (21, 0)
    assert (own.by_week.sum(axis=1) == [line.planned for line in own.lines]).all()


def test_a_set_week_stays_and_the_others_take_the_rest(cast, plan):
    put(cast, plan, week3=10)
    assert (weeks(plan)[2], sum(weeks(plan))) == (10, 21)
    put(cast, plan, week3=None)
    assert weeks(plan)[2] < 10


def test_weeks_above_the_month_raise_it(cast, plan):
    put(cast, plan, week2=20, week3=20)
    assert (sum(weeks(plan)), weeks(plan)[1:3]) == (40, [20, 20])


def test_all_weeks_set_are_the_month_but_not_below_the_accounts(cast, plan):
    put(cast, plan, **{f"week{n}": 2 for n in range(1, len(starts(plan)) + 1)})
    assert sum(weeks(plan)) == 2 * len(starts(plan))
    row = plan.accounts.get()
    actions.save_plan(
        acting(cast, "rep_e1a"), plan, actions.Wanted(accounts={row.uid: {"visits": 9}}), day=TODAY
    )
    with pytest.raises(WeeksAboveAccounts):
        put(cast, plan, **{f"week{n}": 1 for n in range(1, len(starts(plan)) + 1)})


def test_a_smaller_month_lets_weeks_go_that_no_longer_fit(cast, plan):
    put(cast, plan, week3=15)
    actions.save_plan(acting(cast, "rep_e1a"), plan, actions.Wanted(general={"visits": 5}), day=TODAY)
    assert sum(weeks(plan)) == 6
    assert not FixedWeek.objects.filter(plan=plan, activity="visits").exists()


def test_last_week_is_copied(cast, plan):
    put(cast, plan, week2=7)
    first = starts(plan)[2]
    actions.copy_last_week(acting(cast, "rep_e1a"), company(), plan, first, day=TODAY)
    assert weeks(plan)[1:3] == [7, 7]


def test_a_week_of_more_than_anybody_can_do_is_refused(cast, plan):
    with pytest.raises(BadCount):
        put(cast, plan, week2=10_000)


def test_days_add_up_to_the_week(plan):
    own = sheet(company(), plan)
    for at, (first, last) in enumerate(own.weeks):
        assert (own.by_day(first, last).sum(axis=1) == own.by_week[:, at]).all()
