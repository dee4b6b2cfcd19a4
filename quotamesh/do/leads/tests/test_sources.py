"""What sources bring and cost, who sees it, and the form that strangers fill in."""

from datetime import date, timedelta

import pytest

from quotamesh.base.people.queries import company
from quotamesh.do.leads import actions, errors, public
from quotamesh.do.leads.actions import sources
from quotamesh.do.leads.models import Lead, Source
from quotamesh.do.leads.tests.taking import acting, lead, source
from quotamesh.do.leads.yields import COUNTS, yields
from quotamesh.do.pipeline.actions.move import Wish, move
from quotamesh.do.pipeline.flows import flow_book
from quotamesh.do.pipeline.models import Opportunity
from quotamesh.do.pipeline.report import pipeline

pytestmark = pytest.mark.django_db
SEPTEMBER = (date(2025, 9, 1), date(2025, 9, 30))


def won(cast, found: Lead, amount: int) -> Opportunity:
    """Make a customer and a won deal of a lead."""
    owner = found.owner
    deal = actions.Deal("Pumps", cast.product("PUMPS"), amount)
    done = actions.convert(acting(), found, owner, name="Northwind", deal=deal)
    made = done.opportunity
    end = flow_book().end(made.stage.flow_id, "won")
    move(acting(), made, Wish(end, cast.today, override="told by the office", may_override=True))
    return Opportunity.objects.get(pk=made.pk)


def found(cast, who: str = "director"):
    return yields(cast.viewer(who), company(), acting(17).at, *SEPTEMBER)


def test_parts_add_up_to_the_total(cast):
    fair, web = source("fair", per_lead=1_000), source("web", "content")
    sources.add_cost(acting(), fair, start=date(2025, 8, 30), end=date(2025, 9, 8), amount=1_000_000)
    people = [cast.person("rep_e1a"), cast.person("rep_n1a")]
    for n in range(6):
        made = lead(
            at=(fair, web)[n % 2], owner=people[n % 2], phone=f"1380000{n:04}", day=date(2025, 9, 10 + n)
        )
        if n in (0, 1):
            won(cast, made, 5_000_000)
    actions.drop(acting(), lead(at=web, owner=people[0], phone="77777777"), "spam")
    rows = found(cast)
    by_code = {row.source.code: row for row in rows.rows}
    assert (by_code["fair"].leads, by_code["fair"].won, by_code["fair"].won_amount) == (3, 1, 5_000_000)
    assert by_code["fair"].cost == 800_000 + 3 * 1_000
    assert by_code["fair"].per_lead == 267_667
    assert (by_code["web"].leads, by_code["web"].cost) == (3, 0)
    for name in (*COUNTS, "cost"):
        assert getattr(rows.total, name) == sum(getattr(row, name) for row in rows.rows)


def test_costs_are_for_those_who_see_the_whole(cast):
    sources.add_cost(acting(), source(), start=date(2025, 9, 1), end=date(2025, 9, 30), amount=9_000)
    lead(owner=cast.person("rep_e1a"))
    assert found(cast).total.cost == 9_000
    leader = found(cast, "leader_e1")
    assert (leader.total.cost, leader.total.leads) == (None, 1)
    assert found(cast, "leader_n1").total.leads == 0


def test_the_pipeline_report_knows_the_sources(cast):
    won(cast, lead(owner=cast.person("rep_e1a")), 5_000_000)
    rows = pipeline(cast.viewer("director"), "source", cast.today)
    (row,) = [each for each in rows if each.code == "fair"]
    assert (row.won, row.won_amount) == (1, 5_000_000)


def test_an_open_form_takes_leads_from_strangers(cast):
    made = sources.open_form(acting(), source(), is_open=True)
    client = cast.client()
    address = f"/leads/form/{made.token}/"
    assert "Talk to us" in client.get(address).content.decode()
    assert "联系我们" in client.get(address, headers={"accept-language": "zh-CN"}).content.decode()
    script = "<script>alert(1)</script>\x00\x07 需要 <b>泵</b> 👍"
    sent = {"contact": "Zoë", "phone": "13812345678", "need": script, "consent": "on"}
    assert client.post(address, sent).status_code == 302
    lead_row = Lead.objects.get()
    assert (lead_row.entry, lead_row.consent_at is not None) == ("form", True)
    assert lead_row.need == "<script>alert(1)</script> 需要 <b>泵</b> 👍"
    page = cast.client("operations").get(f"/leads/{lead_row.uid}/").content.decode()
    assert "<script>alert" not in page
    assert "&lt;script&gt;" in page


@pytest.mark.parametrize(
    "sent",
    [
        {"contact": "Ann", "phone": "138"},
        {"contact": "Ann", "consent": "on"},
        {"phone": "138", "consent": "on"},
        {"contact": "Ann", "email": "nowhere", "consent": "on"},
        {"contact": "Ann", "phone": "138", "consent": "on", "need": "x" * 5001},
    ],
)
def test_what_is_not_whole_is_told_and_kept(cast, sent):
    made = sources.open_form(acting(), source(), is_open=True)
    answer = cast.client().post(f"/leads/form/{made.token}/", sent)
    assert answer.status_code == 422
    assert not Lead.objects.exists()


def test_programs_fall_into_the_trap(cast):
    made = sources.open_form(acting(), source(), is_open=True)
    sent = {"contact": "Bot", "phone": "138", "consent": "on", "website": "http://buy.example"}
    assert cast.client().post(f"/leads/form/{made.token}/", sent).status_code == 302
    assert not Lead.objects.exists()


def test_one_sender_is_held_up_and_others_are_not(cast):
    made = sources.open_form(acting(), source(), is_open=True)
    values = {"contact": "Ann", "phone": "138"}
    for _ in range(public.OF_SENDER):
        public.receive(made, "a", acting().at, dict(values))
    with pytest.raises(public.TooMany):
        public.receive(made, "a", acting().at, dict(values))
    public.receive(made, "b", acting().at, dict(values))
    public.receive(made, "a", acting().at + timedelta(minutes=11), dict(values))


def test_a_closed_form_and_an_old_address_lead_nowhere(cast):
    made = sources.open_form(acting(), source(), is_open=True)
    old = made.token
    renewed = sources.open_form(acting(), made, is_open=True, renew=True)
    client = cast.client()
    assert client.get(f"/leads/form/{old}/").status_code == 404
    assert client.get(f"/leads/form/{renewed.token}/").status_code == 200
    sources.open_form(acting(), made, is_open=False)
    assert client.get(f"/leads/form/{renewed.token}/").status_code == 404


def test_a_form_asks_for_its_own_token(cast):
    """Another site cannot post into it on behalf of a visitor."""
    made = sources.open_form(acting(), source(), is_open=True)
    client = cast.client(enforce_csrf_checks=True)
    sent = {"contact": "Ann", "phone": "138", "consent": "on"}
    assert client.post(f"/leads/form/{made.token}/", sent).status_code == 403


@pytest.mark.parametrize("terms", [(10_001, None, None), (100, None, 5), (None, 5, None), (100, -1, None)])
def test_terms_that_are_none(cast, terms):
    names = ("rebate_bp", "rebate_cap", "rebate_fixed")
    with pytest.raises(errors.BadTerms):
        sources.make_source(acting(), "x", name="X", **dict(zip(names, terms, strict=True)))
    assert not Source.objects.exists()
