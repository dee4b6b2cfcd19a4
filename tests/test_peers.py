"""Wrong answers known from other systems, each with the right one. The systems are named in the tests' texts."""

from datetime import date

import pytest

from quotamesh.base.people.queries import company
from quotamesh.base.people.viewer import everyone
from quotamesh.check.attainment.people import by_person
from quotamesh.check.attainment.queries import by_product, by_unit
from quotamesh.check.attainment.spans import Span
from quotamesh.do.catalog.queries import products_in_order
from quotamesh.do.facts.queries import wide_facts
from quotamesh.do.orders.models import Credit
from quotamesh.kernel.calendar import FiscalCalendar
from quotamesh.plan.targets.actions import (
    Change,
    create_plan,
    edit_plan,
    import_targets,
    put_in_force,
    split_plan,
)
from quotamesh.plan.targets.errors import NotEditable, PartsAboveWhole
from quotamesh.plan.targets.models import Plan, TargetRow
from quotamesh.plan.targets.queries import leaves
from quotamesh.plan.targets.wishes import Wish
from tests.cast_records import Line, book
from tests.conservation import broken_nodes

YEAR = 2022  # nothing of the cast lies here
DAY = date(YEAR, 3, 10)
ALL_MONTHS = tuple(range(12))


def figures(by=by_unit, period=f"FY{YEAR}", as_of=date(YEAR, 12, 31), indicator="revenue"):
    span = Span(company(), FiscalCalendar(1).parse(period), as_of)
    return {line.code: line.figure for line in by(everyone(), span, indicator)}


def actuals(by=by_unit, **more) -> dict[str, int]:
    return {code: figure.actual for code, figure in figures(by, **more).items()}


@pytest.fixture
def wish(cast):
    """Makes a wanted amount told by codes; a person stands for the seat."""

    def make(where: str, amount: int, *, first=0, months=12, product="all") -> Wish:
        unit = cast.unit(where)
        return Wish(cast.indicator(), unit.pk, cast.product(product).pk, YEAR, first, months, amount)

    return make


class TestSharedDeals:
    """Django-CRM: a deal of 50,000 shared by two counts 100,000 for the team, and in full for each."""

    DEAL = Line("D-1", DAY, 50_000_00, {"rep_e1a": 6000, "rep_e1b": 4000})

    def test_the_team_counts_it_once(self, cast, actor):
        book(actor, [self.DEAL])
        assert actuals()["E1"] == actuals()["EAST"] == actuals()["company"] == 50_000_00

    def test_each_counts_the_own_share(self, cast, actor):
        book(actor, [self.DEAL])
        people = actuals(by_person)
        assert (people["rep_e1a"], people["rep_e1b"]) == (30_000_00, 20_000_00)

    def test_the_order_counts_once_on_every_level_and_once_for_each(self, cast, actor):
        book(actor, [self.DEAL])
        assert actuals(indicator="orders")["company"] == actuals(indicator="customers")["E1"] == 1
        assert actuals(by_person, indicator="orders")["rep_e1b"] == 1

    def test_shares_across_teams_meet_where_the_teams_meet(self, cast, actor):
        book(actor, [Line("D-2", DAY, 100_01, {"rep_e1a": 3333, "rep_e2a": 3333, "rep_n1a": 3334})])
        units = actuals()
        assert units["E1"] + units["E2"] == units["EAST"]
        assert units["EAST"] + units["NORTH"] == units["company"] == 100_01
        assert (
            sum(Credit.objects.filter(line__order__number="D-2").values_list("amount", flat=True)) == 100_01
        )


class TestCurrencies:
    """Django-CRM: 10,000 USD and 10,000 JPY make 20,000."""

    def test_each_converts_at_the_rate_of_its_own_day(self, cast, actor):
        dollars = Line("F-1", DAY, 10_000_00, {"rep_e1a": 10_000}, currency="USD", rate="7.1")
        later = Line("F-2", date(YEAR, 9, 1), 10_000_00, {"rep_e1a": 10_000}, currency="USD", rate="6.5")
        book(actor, [dollars, later])
        assert actuals()["company"] == 71_000_00 + 65_000_00

    def test_a_currency_without_cents_is_not_read_as_one_with(self, cast, actor):
        from quotamesh.kernel.money import convert, minor_units, rate_fraction

        fraction = rate_fraction("0.05", from_digits=minor_units("JPY"), to_digits=minor_units("CNY"))
        assert convert([10_000], *fraction)[0] == 500_00


class TestGroups:
    """ERPNext: group targets get nothing from their children; parent item groups are missing."""

    def test_every_level_is_the_sum_of_what_is_below(self, cast, actor, wish):
        import_targets(actor, [wish("rep_e1a", 120_00), wish("rep_e2a", 80_00), wish("rep_n1a", 50_00)])
        targets = {code: figure.target for code, figure in figures().items()}
        assert targets == {
            "company": 250_00,
            "EAST": 200_00,
            "E1": 120_00,
            "E2": 80_00,
            "NORTH": 50_00,
            "N1": 50_00,
        }

    def test_a_groups_target_above_its_children_keeps_the_rest_open(self, cast, actor, wish):
        import_targets(actor, [wish("EAST", 300_00), wish("rep_e1a", 120_00)])
        plan = Plan.objects.get(fiscal_year=YEAR, state="in_force")
        assert figures()["EAST"].target == 300_00
        assert plan.rows.get(unit=cast.unit("EAST"), line="open").year == 180_00
        assert not broken_nodes(plan, cast.indicator())

    def test_children_above_their_group_are_refused(self, cast, actor, wish):
        with pytest.raises(PartsAboveWhole):
            import_targets(actor, [wish("EAST", 100_00), wish("rep_e1a", 120_00)])
        assert not Plan.objects.filter(fiscal_year=YEAR).exists()

    def test_product_parents_hold_what_their_children_hold(self, cast, actor, wish):
        import_targets(
            actor, [wish("rep_e1a", 70_00, product="PUMPS"), wish("rep_e1a", 30_00, product="VALVES")]
        )
        book(actor, [Line("G-1", DAY, 25_00, {"rep_e1a": 10_000}, product="PUMPS")])
        products = figures(by_product)
        assert (products["MACHINES"].target, products["MACHINES"].actual) == (100_00, 25_00)
        assert (products["all"].target, products["all"].actual) == (100_00, 25_00)
        assert products["VALVES"].actual == 0

    def test_facts_stand_at_every_pair_of_ancestors(self, cast, actor):
        book(actor, [Line("G-2", DAY, 40_00, {"rep_e1a": 10_000}, product="VALVES")])
        units = [cast.seat("rep_e1a"), *(cast.unit(code) for code in ("E1", "EAST", "company"))]
        products = [p.pk for p in products_in_order() if p.code in ("VALVES", "MACHINES", "all")]
        rows = wide_facts(
            indicators=[cast.indicator()], years=[YEAR], units=[u.pk for u in units], products=products
        )
        assert len(rows) == 12
        assert {row[16] for row in rows.values()} == {40_00}


class TestNothingSold:
    """ERPNext: without any sale the variance is 0 instead of minus the target (its issues 995, 51431)."""

    def test_variance_is_minus_the_target(self, cast, actor, wish):
        import_targets(actor, [wish("rep_n1a", 90_00)])
        for figure in (figures()["N1"], figures(by_person)["rep_n1a"], figures(by_product)["all"]):
            assert (figure.actual, figure.variance, figure.attainment) == (0, -90_00, 0)
            assert figure.status == "red"

    def test_a_return_alone_makes_it_more_than_the_target(self, cast, actor, wish):
        import_targets(actor, [wish("rep_n1a", 90_00)])
        book(actor, [Line("N-1", DAY, -10_00, {"rep_n1a": 10_000}, customer="C4", quantity=-1)])
        assert figures()["N1"].variance == -100_00


class TestContribution:
    """ERPNext: the contribution of a sales person was ignored for years (its issues 4046, 41495)."""

    def test_share_and_returns_of_it(self, cast, actor):
        half = {"rep_e1a": 5000, "rep_n1a": 5000}
        book(
            actor, [Line("C-1", DAY, 999_99, half), Line("C-2", date(YEAR, 5, 2), -333_33, half, quantity=-1)]
        )
        people = actuals(by_person)
        assert people["rep_e1a"] + people["rep_n1a"] == 999_99 - 333_33
        assert abs(people["rep_e1a"] - people["rep_n1a"]) <= 2


class TestMonthsAndYears:
    """WukongCRM: months need not add up to the year, nor people to the department; December is skipped."""

    def test_a_split_adds_up_by_month_and_by_unit(self, cast, actor):
        plan = create_plan(actor, name="Sums", fiscal_year=YEAR + 1)
        split_plan(actor, plan, cast.indicator(), total=1_000_000_01, weights="equal", reserve_bp=777)
        months = [
            sum(column) for column in zip(*(leaf.months for leaf in self._leaves(plan, cast)), strict=True)
        ]
        top = TargetRow.objects.get(plan=plan, unit__parent=None, product__parent=None, line="total")
        assert months == top.months
        assert sum(months) == top.year == 1_000_000_01
        assert months[11] > 0
        assert not broken_nodes(plan, cast.indicator())

    def test_december_counts(self, cast, actor, wish):
        import_targets(actor, [wish("rep_e1a", 500_00, first=11, months=1)])
        book(actor, [Line("M-1", date(YEAR, 12, 31), 125_00, {"rep_e1a": 10_000})])
        for period in (f"{YEAR}-12", f"{YEAR}-Q4", f"FY{YEAR}"):
            figure = figures(period=period)["E1"]
            assert (figure.target, figure.actual) == (500_00, 125_00)

    def test_an_edit_leaves_no_sum_wrong(self, cast, actor):
        plan = create_plan(actor, name="Edited", fiscal_year=2025, copy_of=cast.plan("FY2025"))
        seat = cast.seat("rep_e1a")
        change = Change(seat, cast.product("all"), (11,), 7_777_77, balance="periods")
        edit_plan(actor, plan, cast.indicator(), [change])
        edit_plan(
            actor,
            plan,
            cast.indicator(),
            [Change(cast.unit("E1"), cast.product("ENERGY"), ALL_MONTHS, 1_234_56)],
        )
        assert not broken_nodes(plan, cast.indicator())
        top = TargetRow.objects.get(plan=plan, unit__parent=None, product__parent=None, line="total")
        assert top.year == 600_000_00

    def _leaves(self, plan, cast):
        return leaves(everyone(), plan, cast.indicator())


class TestHistory:
    """WukongCRM: saving targets deletes and inserts them anew, so that nobody knows what was agreed."""

    def test_what_was_in_force_stays_readable(self, cast, actor):
        old = cast.plan("FY2025")
        before = self._rows(old)
        new = create_plan(actor, name="Revised", fiscal_year=2025, copy_of=old)
        edit_plan(
            actor,
            new,
            cast.indicator(),
            [Change(cast.unit("N1"), cast.product("all"), ALL_MONTHS, 99_00, "parent")],
        )
        put_in_force(actor, new)
        old.refresh_from_db()
        new.refresh_from_db()
        assert old.state == "superseded"
        assert new.supersedes == old
        assert (old.version, new.version) == (1, 2)
        assert self._rows(old) == before
        assert self._rows(new) != before

    def test_what_was_in_force_is_not_edited(self, cast, actor):
        change = Change(cast.unit("N1"), cast.product("all"), ALL_MONTHS, 99_00)
        with pytest.raises(NotEditable):
            edit_plan(actor, cast.plan("FY2025"), cast.indicator(), [change])

    def test_a_second_import_supersedes_the_first(self, cast, actor, wish):
        import_targets(actor, [wish("rep_e1a", 100_00)])
        import_targets(actor, [wish("rep_e1b", 50_00)])
        states = Plan.objects.filter(fiscal_year=YEAR).order_by("version").values_list("state", flat=True)
        assert list(states) == ["superseded", "in_force"]
        assert figures()["E1"].target == 150_00

    def _rows(self, plan) -> list[tuple]:
        rows = TargetRow.objects.filter(plan=plan).order_by("unit", "product", "line")
        return [(row.unit_id, row.product_id, row.line, *row.months) for row in rows]
