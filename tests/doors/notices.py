"""Notices: one's own list and wishes, the robots of groups, deliveries."""

from django.utils.translation import gettext_noop

from quotamesh.base.notices.actions import keep_channel, notify
from quotamesh.base.notices.models import Channel, Notice
from tests.cast import ACTOR
from tests.doors.table import (
    NO_SUCH_METHOD,
    OFFICE,
    REPRESENTATIVE,
    Door,
    api,
    only,
    page,
    signed_in,
)

ADDRESS = "https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=1"


def notice(things):
    found = Notice.objects.filter(user=things.user(REPRESENTATIVE)).first()
    text = gettext_noop("“%(label)s” is approved.")
    told = found or notify(
        ACTOR, [things.person(REPRESENTATIVE)], "approval.decided", text, values={"label": "x"}
    )[0]  # fmt: skip
    return {"uid": told.uid}


def robot(things):
    wanted = {"name": "E1", "way": "wecom", "unit": things.unit("E1"), "kinds": []}
    return {"uid": (Channel.objects.first() or keep_channel(ACTOR, address=ADDRESS, **wanted)).uid}


DOORS: list[Door] = [
    *page("notices/", signed_in()),
    *page("notices/read/", NO_SUCH_METHOD, signed_in(302)),
    *page("notices/preferences/", signed_in(), signed_in(302)),
    *page("notices/deliveries/", signed_in()),
    *page("notices/robots/", only(*OFFICE), only(*OFFICE, yes=422)),
    *page("notices/robots/<uuid:uid>/", only(*OFFICE), only(*OFFICE, yes=422), at=robot),
    *page("notices/robots/<uuid:uid>/try/", NO_SUCH_METHOD, only(*OFFICE, yes=302), at=robot),
    *page("notices/robots/<uuid:uid>/end/", NO_SUCH_METHOD, only(*OFFICE, yes=302), at=robot),
    *page("notices/<uuid:uid>/open/", NO_SUCH_METHOD, only(REPRESENTATIVE, yes=302), at=notice),
    *page("notices/<uuid:uid>/mark/", NO_SUCH_METHOD, only(REPRESENTATIVE, yes=302), at=notice),
    Door("GET", "api/v1/notices", api()),
    Door("POST", "api/v1/notices/read", api(), json=lambda things: {"uids": []}),
    Door("GET", "api/v1/notices/preferences", api()),
    Door(
        "PUT",
        "api/v1/notices/preferences",
        api(),
        json=lambda things: {"wishes": [{"kind": "approval.waiting", "shown": True, "mailed": False}]},
    ),
    Door("GET", "api/v1/notices/robots", api()),
    Door("GET", "api/v1/notices/deliveries", api()),
]
