"""Leads as a table: what comes in, and every refusal."""

from datetime import date

import pytest

from quotamesh.base.exchange.tests.bringing import bring, cells, take
from quotamesh.do.facts.queries import fingerprint
from quotamesh.do.leads.models import Lead, Source
from quotamesh.do.leads.tests.taking import acting, source
from quotamesh.do.leads.tests.test_actions import counted
from quotamesh.do.orders.actions import rebuild_facts

pytestmark = pytest.mark.django_db
HEAD = "code,source,date,owner,customer,cost,product\n"


def test_leads_come_in_and_count_on_their_days(cast):
    source("web", "content", per_lead=700)
    result = take(
        "leads",
        HEAD + "A,web,2025-09-01,rep_e1a,C1,12.50,PUMPS\nB,web,2025/9/2,rep_e1a,,,\nC,活动,2025-09-03,,,3,\n",
    )
    assert result.created == 3
    found = {lead.code: lead for lead in Lead.objects.select_related("source", "owner", "unit")}
    assert (found["A"].state, found["A"].cost, found["A"].customer.code) == ("converted", 1250, "C1")
    assert (found["B"].state, found["B"].cost, found["B"].answer_due) == ("new", 0, None)
    assert (found["C"].owner, found["C"].unit.parent, found["C"].source.kind) == (None, None, "event")
    assert counted("leads", cast.unit("E1")) == 2
    assert rebuild_facts(acting())


def test_brought_again_they_are_changed(cast):
    source()
    take("leads", "code,source,date,owner\nA,fair,2025-09-01,rep_e1a\n")
    result = take("leads", "code,source,date,owner,company\nA,fair,2025-09-02,rep_n1a,Contoso\n")
    assert (result.created, result.changed) == (0, 1)
    lead = Lead.objects.get()
    assert (lead.date, lead.company, lead.unit) == (date(2025, 9, 2), "Contoso", cast.seat("rep_n1a"))
    assert (counted("leads", cast.unit("E1")), counted("leads", cast.unit("N1"))) == (0, 1)
    assert rebuild_facts(acting())


def test_a_new_source_comes_with_its_kind(cast):
    take("leads", "code,source,date,source_kind\nA,douyin,2025-09-01,广告\nB,douyin,2025-09-01,\n")
    assert Source.objects.get().kind == "advertising"


@pytest.mark.parametrize(
    ("row", "column", "code"),
    [
        ("A,nowhere,2025-09-01,,,,", "source", "unknown_code"),
        ("A,fair,2025-09-16,,,,", "date", "future"),
        ("A,fair,2025-13-01,,,,", "date", "not_a_date"),
        ("A,fair,2025-09-01,nobody,,,", "owner", "unknown_code"),
        ("A,fair,2025-09-01,,C99,,", "customer", "unknown_code"),
        ("A,fair,2025-09-01,,,-1,", "cost", "negative"),
        ("A,fair,2025-09-01,,,1.234,", "cost", "not_an_amount"),
        ("A,fair,2025-09-01,,,,NOTHING", "product", "unknown_code"),
        ("B,fair,2025-09-01,,,,", "code", "doubled"),
        (",fair,2025-09-01,,,,", "code", "missing"),
    ],
)
def test_a_wrong_cell_is_named_and_nothing_comes_in(cast, row, column, code):
    source()
    before = fingerprint()
    assert cells(bring("leads", HEAD + "B,fair,2025-09-01,,,,\n" + row + "\n")) == [(3, column, code)]
    assert not Lead.objects.exists()
    assert fingerprint() == before


def test_the_refusal_of_a_source_names_the_way(cast):
    source("fair")
    first, second = bring("leads", "code,source,date\nA,fairs,2025-09-01\nB,xyzxyz,2025-09-01\n").errors
    assert "fair" in str(first.hint)
    assert "source_kind" in str(second.hint)
