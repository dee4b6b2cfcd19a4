"""From a lead to a customer and a deal, and the rebate for who brought it."""

from datetime import date

import pytest

from quotamesh.base.people.models import Person
from quotamesh.do.catalog.indicators import KEYS
from quotamesh.do.customers.models import Contact, Customer
from quotamesh.do.customers.timeline import events as all_events
from quotamesh.do.facts.models import DayFact
from quotamesh.do.leads import actions, errors, rebates
from quotamesh.do.leads.actions import rebates as settling
from quotamesh.do.leads.models import Lead, Referral
from quotamesh.do.leads.tests.taking import acting, lead
from quotamesh.do.leads.tests.test_actions import counted
from quotamesh.do.leads.tests.test_sources import won
from quotamesh.do.leads.timeline import events
from quotamesh.do.orders.actions import rebuild_facts
from quotamesh.do.pipeline.models import Opportunity
from tests.cast import TODAY

pytestmark = pytest.mark.django_db


def test_a_new_customer_a_contact_and_a_deal_at_once(cast):
    rep = cast.person("rep_e1a")
    deal = actions.Deal("Pumps", cast.product("PUMPS"), 120_000, date(2025, 12, 1))
    done = actions.convert(acting(), lead(owner=rep), rep, name="Northwind Power", region="Harbin", deal=deal)
    assert done.state == Lead.State.CONVERTED
    assert (done.customer.name, done.customer.owner, done.customer.region) == (
        "Northwind Power",
        rep,
        "Harbin",
    )
    assert done.customer.contacts.get().name == "Ann Reed"
    assert (done.opportunity.customer, done.opportunity.amount) == (done.customer, 120_000)
    assert counted("lead_answers_in_time", cast.unit("E1")) == 1
    assert rebuild_facts(acting())
    (told,) = events(cast.viewer("rep_e1a"), done.customer, 5)
    assert "Fair" in told.text
    assert events(cast.viewer("rep_n1a"), done.customer, 5) == []


def test_an_existing_customer_keeps_its_contact(cast):
    rep, known = cast.person("rep_e1a"), Customer.objects.get(code="C1")
    Contact.objects.create(code="K1", customer=known, name="A. Reed", phone="138 0000 0001")
    done = actions.convert(acting(), lead(owner=rep), rep, customer=known)
    assert (done.customer, done.opportunity, known.contacts.count()) == (known, None, 1)


def test_all_of_it_or_nothing(cast):
    found = lead(owner=cast.person("rep_e1a"))
    before = Customer.objects.count()
    with pytest.raises(errors.Unnamed):
        actions.convert(acting(), found, found.owner, name=" ")
    nobody = Person.objects.create(code="new", name="New Hand")
    deal = actions.Deal("Pumps", cast.product("PUMPS"))
    with pytest.raises(errors.NoSeat):
        actions.convert(acting(), found, nobody, name="Contoso", deal=deal)
    assert Customer.objects.count() == before
    assert Lead.objects.get().state == Lead.State.NEW


def test_twice_is_refused(cast):
    found = lead(owner=cast.person("rep_e1a"))
    actions.convert(acting(), found, found.owner, name="Contoso")
    with pytest.raises(errors.NotOpen):
        actions.convert(acting(), found, found.owner, name="Contoso")


def test_the_page_shows_who_is_alike_and_converts(cast):
    found = lead(owner=cast.person("rep_e1a"), company="Customer C1")
    client, address = cast.client("rep_e1a"), f"/leads/{found.uid}/convert/"
    page = client.get(address).content.decode()
    assert "Is it one of these" in page
    sent = {
        "customer": str(Customer.objects.get(code="C1").uid), "owner": "rep_e1a", "with_deal": "on",
        "deal_name": "Pumps", "product": "PUMPS", "amount": "1.2万", "seen": str(found.revision),
    }  # fmt: skip
    assert client.post(address, sent).status_code == 302
    assert Opportunity.objects.get(leads=found).amount == 1_200_000
    assert client.get(f"/leads/{found.uid}/").status_code == 200
    assert client.get(address).status_code == 302


def test_a_rebate_follows_the_deal_until_it_is_approved(cast):
    found = lead(owner=cast.person("rep_e1a"))
    made = settling.set_referral(acting(), found, name="Mr Wang", rate_bp=333)
    assert rebates.rebate_of(rebates.visible_referrals(cast.viewer("rep_e1a")).get()).step == rebates.WAITING
    with pytest.raises(errors.NotDue):
        settling.approve_rebate(acting(), made)
    deal = won(cast, found, 1_000_050)
    (row,) = [rebates.rebate_of(each) for each in rebates.visible_referrals(cast.viewer("director"))]
    # 3.33 % of 10,000.50 is 333.01665: rounded to the cent.
    assert (row.step, row.owed) == (rebates.OWED, 33_302)
    approved = settling.approve_rebate(acting(), made)
    Opportunity.objects.filter(pk=deal.pk).update(amount=5)
    assert (approved.owed, approved.won) == (33_302, 1_000_050)
    with pytest.raises(errors.BadDay):
        settling.pay_rebate(acting(), made, date(2025, 9, 16))
    paid = settling.pay_rebate(acting(), made, date(2025, 9, 15))
    assert paid.state == Referral.State.PAID
    with pytest.raises(errors.NotDue):
        settling.set_referral(acting(), found, name="Somebody else", fixed=1)


def test_a_fixed_rebate_and_a_cap(cast):
    found = lead(owner=cast.person("rep_e1a"))
    made = settling.set_referral(acting(), found, name="Mr Wang", rate_bp=1_000, cap=7_000)
    assert rebates.owed_for(made, 1_000_000) == 7_000
    made = settling.set_referral(acting(), found, name="Mr Wang", rate_bp=None, cap=None, fixed=50_000)
    assert rebates.owed_for(made, 1) == 50_000
    with pytest.raises(errors.BadTerms):
        settling.set_referral(acting(), found, name="Mr Wang", fixed=None)


def test_an_answer_to_a_known_customer_is_a_follow_up(cast):
    found = lead(owner=cast.person("rep_e1a"))
    Lead.objects.filter(pk=found.pk).update(customer=Customer.objects.get(code="C1"))
    actions.answer(acting(), found, "call", "wants a quote")
    assert counted("calls", cast.unit("E1")) == 1


def test_what_was_said_before_stands_in_the_customers_line_once(cast):
    person, viewer = cast.person("rep_e1a"), cast.viewer("rep_e1a")
    found, double = lead(owner=person), lead(owner=person, phone="13900000009")
    actions.answer(acting(11), found, "call", "wants a pump")
    actions.answer(acting(12), found, "note", "asks for a price")
    actions.answer(acting(12), double, "message", "asked again")
    actions.merge(acting(13), double, found)
    before = DayFact.objects.filter(indicator=KEYS["calls"]).count()
    done = actions.convert(acting(14), found, person, name="Northwind Power")
    told = [each for each in all_events(viewer, done.customer) if each.kind == "lead_note"]
    assert [each.text for each in told] == [
        "From the lead · Message: asked again",
        "From the lead · Note: asks for a price",
        "From the lead · Phone call: wants a pump",
    ]
    assert {each.day for each in told} == {TODAY}
    assert DayFact.objects.filter(indicator=KEYS["calls"]).count() == before
    assert not [
        each for each in all_events(cast.viewer("rep_n1a"), done.customer) if each.kind == "lead_note"
    ]


def test_an_answer_to_a_known_customer_is_told_as_the_follow_up_it_is(cast):
    person = cast.person("rep_e1a")
    found = lead(owner=person)
    customer = Customer.objects.get(code="C1")
    Lead.objects.filter(pk=found.pk).update(customer=customer)
    actions.answer(acting(11), found, "call", "wants a pump")
    told = [each for each in all_events(cast.viewer("operations"), customer) if "wants a pump" in each.text]
    assert [each.kind for each in told] == ["follow_up"]
