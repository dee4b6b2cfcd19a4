"""A PDF is the one that was issued, or it is said what it is."""

import hashlib
import random

import pytest

from quotamesh.plan.agreements import actions
from quotamesh.plan.agreements.checking import ALTERED, CHANGED, GENUINE, UNKNOWN, UNSIGNED, check
from quotamesh.plan.agreements.content import read, seal_content
from quotamesh.plan.agreements.findings import finding
from quotamesh.plan.agreements.models import Issued
from quotamesh.plan.agreements.reading_pdf import attached
from quotamesh.plan.agreements.tests import world
from tests.cast import ACTOR

pytestmark = pytest.mark.django_db


@pytest.fixture
def agreement(cast):
    return world.signed(world.agreement_of(cast, "rep_e1a"))


def test_the_issued_file_is_genuine_and_tells_who_signed(agreement):
    data = actions.issue(ACTOR, agreement, "en")
    verdict = check(data)
    assert verdict.kind == GENUINE
    assert [made.name for made in verdict.signatures] == [agreement.owner.name, agreement.leader.name]
    assert attached(data) == agreement.content


def test_the_same_state_gives_the_same_bytes(agreement):
    data = actions.issue(ACTOR, agreement, "zh-hans")
    assert actions.issue(ACTOR, agreement, "zh-hans") == data
    assert Issued.objects.get().digest == hashlib.sha256(data).hexdigest()


def test_any_byte_changed_fails(agreement):
    data = actions.issue(ACTOR, agreement, "en")
    places = random.Random(7).sample(range(len(data)), 40)
    for place in (0, len(data) - 1, *places):
        changed = bytearray(data)
        changed[place] ^= 1
        verdict = check(bytes(changed))
        assert not verdict.good, place
        assert verdict.kind in (ALTERED, CHANGED, UNKNOWN)


def test_a_byte_more_or_less_fails(agreement):
    data = actions.issue(ACTOR, agreement, "en")
    assert check(data + b"\n").kind == ALTERED
    assert not check(data[:-1]).good


def test_another_content_is_named(agreement):
    content = read(agreement.content)
    content["targets"][0]["levels"]["target"][3] += 100
    text, _digest = seal_content(content)
    forged = b"%PDF-1.7\nstream\n" + text.encode() + b"\nendstream\n"
    [(place, before, after)] = check(forged).changes
    assert place == "targets[0].levels.target[3]"
    assert after == before + 100


def test_a_file_issued_before_both_had_signed_does_not_pass(cast):
    agreement = world.agreement_of(cast, "rep_e1a")
    data = actions.issue(ACTOR, agreement, "en")
    assert check(data).kind == UNSIGNED
    world.signed(agreement)
    assert check(data).kind == UNSIGNED


def test_what_is_no_agreement_is_unknown():
    for data in (
        b"",
        b"%PDF-1.7",
        b"stream\n" * 5000,
        b'stream\n{"format":"quotamesh.agreement/1"' + b"[" * 99_999,
    ):
        assert check(data).kind == UNKNOWN


def test_out_of_sight_no_person_and_no_amount_is_told(cast, agreement):
    data = actions.issue(ACTOR, agreement, "en")
    stranger, leader = (finding(cast.viewer(who), data) for who in ("rep_n1a", "leader_e1"))
    assert stranger.good
    assert leader.good
    assert agreement.owner.name in leader.signed[0]
    assert agreement.owner.name not in "".join(stranger.signed)
    assert (stranger.number, stranger.uid) == ("", "")


def test_the_page_takes_a_file(cast, agreement, tmp_path):
    data = actions.issue(ACTOR, agreement, "en")
    file = tmp_path / "agreement.pdf"
    file.write_bytes(data)
    with file.open("rb") as document:
        answer = cast.client("finance").post("/agreements/check/", {"document": document})
    assert "Genuine" in answer.content.decode()
