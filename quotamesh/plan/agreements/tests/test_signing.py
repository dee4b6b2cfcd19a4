"""Who may sign, what, and when; and that nothing signed can be changed."""

import pytest
from django.db import DatabaseError, transaction

from quotamesh.base.people.queries import company
from quotamesh.do.catalog.actions import root_product
from quotamesh.plan.agreements import actions, errors
from quotamesh.plan.agreements.content import digest_of, read
from quotamesh.plan.agreements.models import Agreement, Signature
from quotamesh.plan.agreements.tests import world
from quotamesh.plan.targets.actions import Change, create_plan, edit_plan, put_in_force
from tests.cast import ACTOR, PASSWORD, TODAY

pytestmark = pytest.mark.django_db
SIGNED, OPEN = Agreement.State.SIGNED, Agreement.State.OPEN


@pytest.fixture
def agreement(cast):
    return world.agreement_of(cast, "rep_e1a")


def revised(cast, person: str, amount: int):
    """The plan in force with another year for somebody."""
    plan = create_plan(ACTOR, name="Revised", fiscal_year=2025, copy_of=cast.plan("FY2025"))
    change = Change(cast.seat(person), root_product(), tuple(range(12)), amount, "parent")
    edit_plan(ACTOR, plan, cast.indicator(), [change])
    return put_in_force(ACTOR, plan)


@pytest.mark.parametrize("first", ["owner", "leader"])
def test_both_sides_sign_in_either_order(agreement, first):
    sides = ["owner", "leader"] if first == "owner" else ["leader", "owner"]
    for side in sides:
        assert Agreement.objects.get(pk=agreement.pk).state == OPEN
        actions.sign(ACTOR, agreement, getattr(agreement, side), agreement.digest)
    agreement.refresh_from_db()
    assert agreement.state == SIGNED
    assert {made.digest for made in agreement.signatures.all()} == {digest_of(agreement.content)}


@pytest.mark.parametrize("who", ["rep_e1b", "region_east", "operations", None])
def test_nobody_signs_for_another(cast, agreement, who):
    person = cast.person(who) if who else None
    with pytest.raises(errors.NotAParty):
        actions.sign(ACTOR, agreement, person, agreement.digest)
    assert not Signature.objects.exists()


def test_nobody_signs_twice(agreement):
    actions.sign(ACTOR, agreement, agreement.owner, agreement.digest)
    with pytest.raises(errors.AlreadySigned):
        actions.sign(ACTOR, agreement, agreement.owner, agreement.digest)


def test_other_content_than_was_read_is_not_signed(agreement):
    with pytest.raises(errors.ContentChanged):
        actions.sign(ACTOR, agreement, agreement.owner, "0" * 64)


def test_a_content_changed_after_it_was_opened_is_refused_and_shown(cast, agreement):
    plan = revised(cast, "rep_e1a", 20_000_000)
    [newer] = actions.draft_agreements(ACTOR, company(), plan, [agreement.unit], TODAY).made
    with pytest.raises(errors.ContentChanged) as refused:
        actions.sign(ACTOR, agreement, agreement.owner, agreement.digest)
    assert refused.value.now == str(newer.uid)
    assert any(place.startswith("targets[0].levels.target") for place, *_ in refused.value.changes)


def test_what_is_signed_counts_until_the_next_version_is_signed_too(cast, agreement):
    world.signed(agreement)
    plan = revised(cast, "rep_e1a", 20_000_000)
    [newer] = actions.draft_agreements(ACTOR, company(), plan, [agreement.unit], TODAY).made
    assert (newer.version, newer.supersedes_id) == (2, agreement.pk)
    assert read(newer.content)["supersedes"] == agreement.digest
    agreement.refresh_from_db()
    assert agreement.state == SIGNED
    world.signed(newer, minutes=10)
    agreement.refresh_from_db()
    assert agreement.state == Agreement.State.SUPERSEDED
    page = cast.client("rep_e1a").get(f"/agreements/{agreement.uid}/")
    assert agreement.digest in page.content.decode()


def test_a_version_that_says_the_same_is_not_made(cast, agreement):
    found = actions.draft_agreements(ACTOR, company(), cast.plan("FY2025"), [agreement.unit], TODAY)
    assert (found.made, found.same) == ([], [agreement.unit])


@pytest.mark.parametrize("change", [{"content": "{}"}, {"digest": "0" * 64}, {"number": "another"}])
def test_the_database_refuses_to_change_an_agreement(agreement, change):
    with pytest.raises(DatabaseError), transaction.atomic():
        Agreement.objects.filter(pk=agreement.pk).update(**change)


@pytest.mark.parametrize("change", [{"name": "Somebody"}, {"digest": "0" * 64}, {"seal": "0" * 64}])
def test_the_database_refuses_to_change_a_signature(agreement, change):
    made = actions.sign(ACTOR, agreement, agreement.owner, agreement.digest)
    with pytest.raises(DatabaseError), transaction.atomic():
        Signature.objects.filter(pk=made.pk).update(**change)


def test_the_page_asks_for_the_password_again(cast, agreement):
    firm = company()
    firm.is_demo = False
    firm.save()
    client = cast.client("rep_e1a")
    address, form = f"/agreements/{agreement.uid}/sign/", {"digest": agreement.digest}
    for wrong in ("", "guessed"):
        answer = client.post(address, {**form, "password": wrong})
        assert answer.status_code == 422
        assert "not your password" in answer.content.decode()
    assert not Signature.objects.exists()
    assert client.post(address, {**form, "password": PASSWORD}).status_code == 302
    assert Signature.objects.get().person == agreement.owner


def test_guessing_the_password_locks_the_signer_out(cast, agreement, settings):
    settings.AXES_FAILURE_LIMIT = 3
    firm = company()
    firm.is_demo = False
    firm.save()
    client = cast.client("rep_e1a")
    form = {"digest": agreement.digest, "password": "guessed"}
    found = [client.post(f"/agreements/{agreement.uid}/sign/", form).status_code for _ in range(4)]
    assert found[-1] == 429
    right = client.post(f"/agreements/{agreement.uid}/sign/", {**form, "password": PASSWORD})
    assert right.status_code == 429
    assert not Signature.objects.exists()


def test_the_board_tells_what_differs_from_the_plan(cast, agreement):
    world.signed(agreement)
    page = cast.client("leader_e1").get("/agreements/?year=2025").content.decode()
    assert "1 of 3 are signed by both sides" in page
    assert "differs from the plan" not in page
    revised(cast, "rep_e1a", 20_000_000)
    page = cast.client("leader_e1").get("/agreements/?year=2025").content.decode()
    assert "differ" in page.partition('class="headline"')[2][:400]
