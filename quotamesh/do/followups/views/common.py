"""What the pages of follow-ups share."""

from datetime import date

from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _

from quotamesh.base.people.models import Tenure, Unit
from quotamesh.base.store.validity import latest_first, valid_on
from quotamesh.do.followups.actions.record import Told
from quotamesh.do.followups.forms import FollowUpForm
from quotamesh.do.followups.models import FollowUp
from quotamesh.do.followups.queries import one


def find(viewer, uid) -> FollowUp:
    row = one(viewer, uid)
    if row is None:
        raise Http404
    return row


def seat_on(person: int | None, day: date) -> Unit | None:
    """The seat somebody holds on a day."""
    rows = Tenure.objects.filter(valid_on(day), person=person).select_related("seat")
    held = rows.order_by(latest_first(), "-pk").first()
    return held.seat if held else None


def tabs(active: str) -> list[dict]:
    names = (
        ("list", _("Follow-ups")),
        ("steps", _("Next steps")),
        ("checks", _("Spot-checks")),
        ("integrity", _("Worth a look")),
    )
    return [
        {"label": label, "url": reverse(f"followups:{name}"), "active": name == active}
        for name, label in names
    ]


def told_of(form: FollowUpForm, **more) -> Told:
    """What a valid form tells."""
    sent = form.cleaned_data
    return Told(
        customer=form.found,
        day=sent["day"],
        way=sent["way"],
        summary=sent["summary"],
        need=sent["need"],
        next_step=sent["next_step"],
        due=sent["due"],
        contact=sent.get("contact"),
        opportunity=sent.get("opportunity"),
        informed=[form.people[code] for code in sent["informed"]],
        place=form.place,
        told_at=sent["told_at"],
        **more,
    )
