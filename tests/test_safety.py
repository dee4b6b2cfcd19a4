"""What every answer carries, and what wrong passwords lead to."""

from tests.cast import PASSWORD
from tests.doors.probe import knock, path_of
from tests.doors.table import ADMINISTRATOR
from tests.test_access_matrix import DOORS


def test_every_page_keeps_scripts_and_frames_out(things):
    client = things.client(ADMINISTRATOR)
    for door in [door for door in DOORS if door.method == "GET" and door.answers[ADMINISTRATOR] == 200]:
        headers = client.get(path_of(door, things), door.query(things)).headers
        policy = headers["Content-Security-Policy"]
        # A file of a record comes with a policy that lets nothing be done at all.
        assert "default-src 'self'" in policy or policy == "default-src 'none'; sandbox", door
        assert "unsafe-inline" not in policy, door
        assert headers["X-Frame-Options"] == "DENY", door


def test_no_page_needs_what_the_policy_forbids(things):
    client = things.client(ADMINISTRATOR)
    for door in [door for door in DOORS if door.method == "GET"]:
        text = knock(door, things, client)[1].decode("utf-8", "replace")
        for forbidden in (" style=", " onclick=", "<script>", "<style", 'src="http', 'href="http'):
            assert forbidden not in text, f"{door}: {forbidden}"


def test_wrong_passwords_lock_the_door_for_a_while(cast):
    client = cast.client()
    wrong = {"username": "director", "password": "not this one"}
    answers = [client.post("/sign-in/", wrong).status_code for _ in range(9)]
    assert answers[0] == 200
    assert answers[-1] == 429
    assert client.post("/sign-in/", {"username": "director", "password": PASSWORD}).status_code == 429
    other = client.post("/sign-in/", {"username": "finance", "password": PASSWORD})
    assert other.status_code == 302
