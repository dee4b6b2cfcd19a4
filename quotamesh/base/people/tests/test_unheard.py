"""Whom no notice reaches is said where people look for people."""

from quotamesh.base.people.models import User


def _page(cast, path="/organisation/") -> str:
    client = cast.client("operations")
    client.cookies["django_language"] = "en"
    return client.get(path).content.decode()


def test_who_cannot_sign_in_is_marked(cast):
    before = _page(cast).count("none: cannot sign in")
    User.objects.filter(username="rep_n1a").update(is_active=False)
    assert _page(cast).count("none: cannot sign in") == before + 1
    assert "get no notices" in _page(cast) or "gets no notices" in _page(cast)


def test_the_seat_tells_it_too(cast):
    seat = f"/organisation/{cast.seat('rep_n1a').uid}/"
    assert "cannot sign in: gets no notices" not in _page(cast, seat)
    User.objects.filter(username="rep_n1a").delete()
    assert "cannot sign in: gets no notices" in _page(cast, seat)
