"""Whether a PDF is genuine, from the command line: exit 0 and who signed what when, or exit 1 and what differs."""

import pytest
from click.testing import CliRunner

from quotamesh.plan.agreements import actions
from quotamesh.plan.agreements.content import read, seal_content
from quotamesh.plan.agreements.tests import world
from quotamesh.site.cli import main
from tests.cast import ACTOR

pytestmark = pytest.mark.django_db


def checked(folder, data: bytes):
    file = folder / "agreement.pdf"
    file.write_bytes(data)
    return CliRunner().invoke(main, ["agreement", "check", str(file)])


@pytest.fixture
def agreement(cast):
    return world.signed(world.drafted(cast)[cast.seat("rep_e1a").code])


def test_a_genuine_file_tells_who_signed_what_when(agreement, tmp_path):
    result = checked(tmp_path, actions.issue(ACTOR, agreement, "en"))
    assert result.exit_code == 0
    assert agreement.number in result.output
    for made in agreement.signatures.all():
        assert made.name in result.output
    assert agreement.digest[:16] in result.output


def test_a_changed_byte_and_a_changed_target_end_with_one(agreement, tmp_path):
    data = actions.issue(ACTOR, agreement, "en")
    assert checked(tmp_path, data[:-1] + b"\x00").exit_code == 1
    content = read(agreement.content)
    content["targets"][0]["levels"]["target"][3] += 100
    text, _digest = seal_content(content)
    result = checked(tmp_path, b"%PDF-1.7\nstream\n" + text.encode() + b"\nendstream\n")
    assert (result.exit_code, "targets[0].levels.target[3]" in result.output) == (1, True)
