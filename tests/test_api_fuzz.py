"""The REST interface against its own description: whatever it is sent, it answers as it says, and never breaks."""

import json

import pytest
import schemathesis
from django.core.handlers.wsgi import WSGIHandler
from hypothesis import HealthCheck, given, settings, strategies
from ninja.responses import NinjaJSONEncoder
from schemathesis.checks import CHECKS, load_all_checks

from quotamesh.base.people.actions.accounts import issue_token
from quotamesh.do.orders.models import Order
from quotamesh.site.api import api

pytestmark = [pytest.mark.fuzz, pytest.mark.django_db]
EXAMPLES = 12

load_all_checks()
CHECKED = tuple(
    CHECKS.get_one(name)
    for name in (
        "not_a_server_error",
        "status_code_conformance",
        "content_type_conformance",
        "response_schema_conformance",
    )
)


def described():
    """The interface as it describes itself."""
    schema = schemathesis.openapi.from_dict(
        json.loads(json.dumps(api.get_openapi_schema(), cls=NinjaJSONEncoder))
    )
    schema.app = WSGIHandler()
    return schema


OPERATIONS = {found.ok().label: found.ok() for found in described().get_all_operations()}


@pytest.fixture
def key(cast, actor):
    """The header of a program with the key of sales operations."""
    return {"Authorization": "Bearer " + issue_token(actor, cast.user("operations"), "fuzz")}


def _name_what_exists(case, known: dict[str, str]) -> None:
    """Random names reach no plan: put those of the cast in their place, so that the calls go deeper."""
    for place in (case.path_parameters, case.query, case.body):
        if isinstance(place, dict):
            place.update({name: known[name] for name in place if name in known})


@pytest.mark.parametrize("label", sorted(OPERATIONS))
def test_every_call_answers_as_described(label, key, cast):
    known = {
        "uid": str(cast.plan("Draft").uid),
        "number": Order.objects.values_list("number", flat=True).first(),
        "period": "FY2025",
        "indicator": "revenue",
        "unit": "E1",
        "product": "ENERGY",
    }

    @settings(max_examples=EXAMPLES, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
    @given(case=OPERATIONS[label].as_strategy(), real=strategies.booleans())
    def send(case, real):
        if real:
            _name_what_exists(case, known)
        case.call_and_validate(headers=key, checks=CHECKED)

    send()


def test_without_a_key_nothing_is_told(cast, client):
    for path in ("/api/v1/me", "/api/v1/units", "/api/v1/orders", "/api/v1/attainment?period=FY2025"):
        answer = client.get(path)
        assert answer.status_code == 401, path
        assert answer.json()["code"] == "sign_in"
