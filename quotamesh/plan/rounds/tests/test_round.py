"""Where a year stands, and what comes next."""

import pytest
from django.urls import reverse

from quotamesh.base.people.queries import company
from quotamesh.plan.market.actions import open_book
from quotamesh.plan.rounds.queries import round_of
from quotamesh.plan.rounds.step import DONE, OPEN, Ground


def states(cast, who: str, year: int) -> dict[str, str]:
    found = round_of(Ground(cast.viewer(who), company(), year, cast.today))
    return {step.url.split("/")[1]: step.state for step in found.steps}


def test_a_year_without_anything_has_not_begun(cast):
    assert set(states(cast, "director", 2027).values()) == {OPEN}


def test_a_plan_in_force_stands(cast):
    found = round_of(Ground(cast.viewer("director"), company(), 2025, cast.today))
    split = next(step for step in found.steps if step.name == "Split")
    assert split.state == DONE
    assert "in force" in split.told
    assert found.next
    assert not found.next.stands


def test_steps_of_the_whole_company_are_not_those_of_a_representative(cast):
    assert "market" in states(cast, "director", 2025)
    assert not {"market", "paradigms"} & set(states(cast, "rep_e1a", 2025))


def test_an_empty_market_is_not_described(cast):
    open_book(2025, cast.product("MACHINES"))
    assert states(cast, "director", 2025)["market"] == OPEN


FRAME = 7  # company, session, user, seats, what navigation and the bell count, the cast of the demo


@pytest.mark.parametrize(("who", "own"), [("director", 22), ("leader_e1", 19), ("rep_e1a", 17)])
def test_the_round_asks_the_database_little(cast, django_assert_max_num_queries, who, own):
    client = cast.client(who)
    client.get(reverse("rounds:show"), {"year": "2025"})
    with django_assert_max_num_queries(FRAME + own):
        assert client.get(reverse("rounds:show"), {"year": "2025"}).status_code == 200


def test_the_page_answers_for_the_year_asked(cast):
    client = cast.client("operations")
    assert "FY2025" in client.get(reverse("rounds:show"), {"year": "2025"}).content.decode()
    assert client.get(reverse("rounds:show"), {"year": "1900"}).status_code == 404
    assert client.get(reverse("rounds:show"), {"year": "soon"}).status_code == 404
