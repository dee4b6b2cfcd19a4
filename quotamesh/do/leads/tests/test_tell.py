"""Who is told of a lead: its owner, and who leads them once it has waited too long."""

from dataclasses import replace
from datetime import timedelta

import pytest

from quotamesh.base.notices.models import Notice
from quotamesh.do.leads import actions
from quotamesh.do.leads.tests.taking import acting, lead

pytestmark = pytest.mark.django_db


def told(kind: str) -> list[str]:
    return sorted(Notice.objects.filter(kind=kind).values_list("user__username", flat=True))


def test_the_owner_is_told_unless_it_was_their_own_doing(cast):
    lead(owner=cast.person("rep_e1a"))
    assert told("lead.given") == ["rep_e1a"]
    own = replace(acting(), user_id=cast.user("rep_n1a").pk)
    lead(own, owner=cast.person("rep_n1a"), phone="999999")
    assert told("lead.given") == ["rep_e1a"]


def test_leaders_are_told_once_of_what_is_overdue(cast, company_lives):
    lead(owner=cast.person("rep_e1a"))
    answered = lead(owner=cast.person("rep_n1a"), phone="999999")
    actions.answer(acting(), answered, "call", "called")
    nobody = lead(phone="888888")
    early = actions.tell_overdue(acting(17))
    late = replace(acting(), at=acting().at + timedelta(days=2))
    assert (early, actions.tell_overdue(late), actions.tell_overdue(late)) == (0, 2, 0)
    assert told("lead.overdue") == ["director", "leader_e1"]
    assert nobody.owner is None


@pytest.fixture
def company_lives(cast):
    """A company whose clock goes on, unlike the demo's."""
    from quotamesh.base.people.models import Company

    Company.objects.update(is_demo=False)
