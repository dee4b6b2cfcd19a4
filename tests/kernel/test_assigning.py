"""Who gets a lead: first match, fair turns, load, region, skill; rules that never apply."""

from collections import Counter
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from quotamesh.kernel.assigning import AssigningRule, Case, Choice, People, Way, choose, in_turn, shadowed

CASE = Case(source=1, kind="event", region="上海市浦东", product="0000001.0000002.")


def people(*present, **more) -> People:
    return People(frozenset(present), **more)


def test_the_first_rule_that_fits_decides_even_if_it_reaches_nobody():
    rules = [
        AssigningRule(1, Way.TURN, (7,), kind="content"),
        AssigningRule(2, Way.TURN, (8,), kind="event"),
        AssigningRule(3, Way.TURN, (9,)),
    ]
    assert choose(rules, CASE, people(7, 8, 9)) == Choice(2, 8)
    assert choose(rules, CASE, people(7, 9)) == Choice(2, None)
    assert choose(rules[:1], CASE, people(7)) == Choice(None, None)


def test_conditions_all_hold():
    assert AssigningRule(1, Way.TURN, source=1, regions=("上海",), product="0000001.").fits(CASE)
    assert not AssigningRule(1, Way.TURN, source=2).fits(CASE)
    assert not AssigningRule(1, Way.TURN, regions=("北京",)).fits(CASE)
    assert not AssigningRule(1, Way.TURN, product="0000001.0000003.").fits(CASE)


def test_load_takes_who_has_fewest_open_leads():
    rule = AssigningRule(1, Way.LOAD, (4, 5, 6))
    assert choose([rule], CASE, people(4, 5, 6, open_leads={4: 3, 5: 1, 6: 1})).person == 5


def test_region_and_skill_reach_those_who_serve_it():
    served = people(4, 5, regions={4: ("北京",), 5: ("浦东", "苏州")}, skills={4: ("0000001.0000002.",)})
    assert choose([AssigningRule(1, Way.REGION, (4, 5))], CASE, served).person == 5
    assert choose([AssigningRule(1, Way.SKILL, (4, 5))], CASE, served).person == 4
    assert choose([AssigningRule(1, Way.SKILL, (5,))], CASE, served).person is None


@given(
    st.sets(st.integers(1, 40), min_size=1, max_size=9), st.integers(0, 60), st.none() | st.integers(1, 40)
)
def test_turns_are_fair(present, count, last):
    """However many leads come, nobody gets two more than another."""
    order, got = sorted(present), Counter(dict.fromkeys(present, 0))
    for _ in range(count):
        last = in_turn(order, last)
        got[last] += 1
    assert max(got.values()) - min(got.values()) <= 1


@given(st.lists(st.sets(st.integers(1, 9), min_size=1), min_size=2, max_size=40))
def test_whoever_stays_is_not_passed_over_when_others_come_and_go(days):
    """Between two of one's turns, nobody else has two, as long as both are there all the time."""
    always = set.intersection(*days)
    last, turns = None, []
    for present in days:
        last = in_turn(sorted(present), last)
        turns.append(last)
    for one in always:
        places = [place for place, person in enumerate(turns) if person == one]
        for start, end in pairwise(places):
            between = Counter(turns[start + 1 : end])
            assert all(between[other] <= 1 for other in always)


def test_a_rule_behind_a_wider_one_never_applies():
    rules = [
        AssigningRule(1, Way.TURN, kind="event"),
        AssigningRule(2, Way.TURN, kind="event", regions=("上海",)),
        AssigningRule(3, Way.TURN, regions=("上海", "北京")),
        AssigningRule(4, Way.TURN, regions=("上海",), product="0000001."),
        AssigningRule(5, Way.TURN, regions=("广州",)),
    ]
    assert shadowed(rules) == {2: 1, 4: 3}
