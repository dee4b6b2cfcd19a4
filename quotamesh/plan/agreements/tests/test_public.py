"""What strangers are told of a file: all that a genuine one says, and nothing to those who only guess."""

import json
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from django.utils.translation import override

from quotamesh.base.trail.actions import canonical
from quotamesh.plan.agreements import actions, public
from quotamesh.plan.agreements.content import read
from quotamesh.plan.agreements.models import Agreement, PublicCheck
from quotamesh.plan.agreements.places import place_words
from quotamesh.plan.agreements.tests import world
from tests.cast import ACTOR

pytestmark = pytest.mark.django_db
PAGE = "/agreements/check/"


@pytest.fixture
def agreement(cast):
    return world.signed(world.agreement_of(cast, "rep_e1a"))


def asked(client, data: bytes, name="agreement.pdf", **more):
    return client.post(PAGE, {"document": SimpleUploadedFile(name, data)}, **more)


def text(answer) -> str:
    return answer.content.decode()


def forged(content: dict) -> bytes:
    return b"%PDF-1.7\nstream\n" + canonical(content) + b"\nendstream\n"


def test_a_stranger_reads_who_signed_which_version(cast, agreement):
    answer = asked(cast.client(), actions.issue(ACTOR, agreement, "en"))
    for words in ("Genuine", agreement.number, "version 1", agreement.owner.name, agreement.leader.name):
        assert words in text(answer)
    assert "/agreements/" + str(agreement.uid) not in text(answer)
    assert answer["X-Robots-Tag"] == "noindex, nofollow"
    assert set(answer.cookies) <= {"csrftoken"}


def test_a_later_version_is_told(cast, agreement):
    data = actions.issue(ACTOR, agreement, "en")
    Agreement.objects.filter(pk=agreement.pk).update(state=Agreement.State.SUPERSEDED)
    assert "A later version has taken its place." in text(asked(cast.client(), data))


def test_a_file_from_before_the_signatures_does_not_tell_that_they_were_made(cast):
    agreement = world.agreement_of(cast, "rep_e1a")
    data = actions.issue(ACTOR, agreement, "en")
    world.signed(agreement)
    answer = text(asked(cast.client(), data))
    assert "had not signed it" in answer
    assert "signed on" not in answer


def test_bytes_around_the_content_are_told_without_signatures(cast, agreement):
    answer = text(asked(cast.client(), actions.issue(ACTOR, agreement, "en") + b"\n"))
    assert "bytes around it were changed" in answer
    assert "signed on" not in answer


def test_what_was_changed_is_named_with_what_the_file_says_only(cast, agreement):
    content = read(agreement.content)
    before = content["targets"][0]["levels"]["target"][3]
    content["targets"][0]["levels"]["target"][3] = 123_456_789
    answer = text(asked(cast.client(), forged(content)))
    assert "Targets · 1 · Target · month 4: in this file 1,234,567.89" in answer
    for hidden in (str(before), agreement.owner.name, agreement.number):
        assert hidden not in answer


def test_a_number_alone_finds_out_nothing(cast, agreement):
    guess = {"format": "quotamesh.agreement/1", "number": agreement.number}
    known, unknown = (text(asked(cast.client(), forged(guess | more))) for more in ({}, {"number": "FY1"}))
    assert "Not an agreement of this company" in known
    assert known.count("<li>") == unknown.count("<li>")
    assert agreement.owner.name not in known


def test_guesses_about_one_agreement_are_few_while_the_true_file_stays_genuine(cast, agreement, monkeypatch):
    monkeypatch.setattr(public, "OF_AGREEMENT", 2)
    content = read(agreement.content)
    content["targets"][0]["levels"]["target"][3] += 1
    answers = [text(asked(cast.client(), forged(content))) for _turn in range(3)]
    assert ["was changed" in answer for answer in answers] == [True, True, False]
    assert "Genuine" in text(asked(cast.client(), actions.issue(ACTOR, agreement, "en")))


def test_an_address_may_ask_ten_times_a_minute(cast):
    client = cast.client()
    answers = [asked(client, b"%PDF-1.7").status_code for _turn in range(11)]
    assert answers == [200] * 10 + [429]
    assert asked(client, b"%PDF-1.7", REMOTE_ADDR="10.1.2.3").status_code == 200
    PublicCheck.objects.update(at=timezone.now() - timedelta(minutes=2))
    assert asked(client, b"%PDF-1.7").status_code == 200
    assert "127.0.0.1" not in json.dumps(list(PublicCheck.objects.values("sender")))


def test_what_was_asked_is_forgotten_after_a_day(cast):
    PublicCheck.objects.create(sender="x", at=timezone.now() - timedelta(hours=25))
    asked(cast.client(), b"%PDF-1.7")
    assert not PublicCheck.objects.filter(sender="x").exists()


def test_only_pdf_files_of_bounded_size(cast):
    client = cast.client()
    assert asked(client, b"MZ" + b"x" * 2000).status_code == 422
    assert asked(client, b"%PDF-" + b"x" * public.LARGEST_PUBLIC).status_code == 422
    large = asked(client, b"%PDF-" + b"x" * (public.LARGEST_PUBLIC + 200_000))
    assert large.status_code == 413
    assert "at most 5" in text(large)


def test_a_form_of_another_site_is_refused(cast):
    from django.test import Client

    assert asked(Client(enforce_csrf_checks=True), b"%PDF-1.7").status_code == 403


def test_the_sign_in_page_leads_to_it(cast):
    assert f'href="{PAGE}"' in text(cast.client().get("/sign-in/"))


@override("en")
def test_places_are_words():
    assert place_words("targets[0].levels.target[3]") == "Targets · 1 · Target · month 4"
    assert place_words("terms.text.reward.zh").endswith("Reward · 中文")
    assert place_words("targets[1].lines[0].months[11]").endswith("month 12")
    assert place_words("owner.name") == "Owner of the target · Name"
