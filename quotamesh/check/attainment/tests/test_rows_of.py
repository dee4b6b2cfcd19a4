"""Every figure opens the records behind it."""

from types import SimpleNamespace

import pytest
from django.http import QueryDict

from quotamesh.base.people.queries import company
from quotamesh.check.attainment.scope import scope_of
from quotamesh.check.attainment.showing import explained
from quotamesh.do.followups.actions import withdraw
from quotamesh.do.followups.tests.test_recording import ACTOR, made
from tests.cast import TODAY

pytestmark = pytest.mark.django_db


def test_figures_of_follow_ups_open_their_follow_ups(cast):
    kept, gone = made(summary="Counts"), made(summary="Was withdrawn")
    withdraw(ACTOR, gone, "twice")
    asked = QueryDict("indicator=effective_visits&period=2025-09")

    scope = scope_of(
        SimpleNamespace(company=company(), viewer=cast.viewer("leader_e1"), today=TODAY, GET=asked)
    )
    address = explained(scope, scope.definition, "x").url
    assert address == "/follow-ups/?from=2025-09-01&to=2025-09-15&unit=E1&effective=1"
    listed = cast.client("leader_e1").get(address).text
    assert kept.summary in listed
    assert gone.summary not in listed
