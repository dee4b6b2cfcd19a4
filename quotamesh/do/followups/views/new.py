"""记一笔 A new follow-up: in half a minute, with one thumb."""

from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from quotamesh.base.people.models import Person
from quotamesh.base.shell.notices import done
from quotamesh.base.shell.returning import way_back
from quotamesh.base.store.fields import new_uid
from quotamesh.do.followups import queries
from quotamesh.do.followups.access import may_write
from quotamesh.do.followups.actions import record_follow_up
from quotamesh.do.followups.errors import BadFollowUp, FollowUpError
from quotamesh.do.followups.forms import STEPS, FollowUpForm, quick_days
from quotamesh.do.followups.models import FollowUp
from quotamesh.do.followups.photos import pictures_of
from quotamesh.do.followups.views.common import seat_on, told_of
from quotamesh.do.followups.wording import sentence
from quotamesh.do.pipeline.models import Opportunity

OFFLINE = "offline"


@require_http_methods(["GET", "POST"])
@login_required
def new(request):
    if not may_write(request.viewer):
        raise PermissionDenied
    seat = seat_on(request.viewer.person_id, request.today)
    if seat is None:
        return render(request, "followups/nobody.html", status=422 if request.method == "POST" else 200)
    people = queries.colleagues(seat, request.today)
    if request.method == "POST":
        form = FollowUpForm(request.POST, viewer=request.viewer, colleagues=people)
        return _sent(request, form)
    recent = queries.recent_customers(request.viewer.person_id)
    asked = _asked(request)
    if asked and asked not in recent:
        recent = [asked, *recent]
    initial = {"day": request.today, "customer": asked.uid if asked else None}
    initial["opportunity"] = request.GET.get("opportunity") if asked else None
    form = FollowUpForm(viewer=request.viewer, colleagues=people, matches=recent, initial=initial)
    return shown(request, form)


def _asked(request):
    """The customer whose page one comes from."""
    code = request.GET.get("customer", "")[:64].replace("\x00", "")
    return queries.customer_in_sight(request.viewer, code=code) if code else None


def _sent(request, form: FollowUpForm):
    """A page gets a page; a script, which sends what waited, gets the same in JSON."""
    script = request.headers.get("accept") == "application/json"
    author = request.POST.get("author", "")
    if author and author != str(request.user.uid):
        # What waits on a phone is sent as the one who wrote it, never as another.
        return JsonResponse({"code": "other_user"}, status=409)
    row = _stored(request, form) if form.is_valid() else None
    if row is None:
        if script:
            told = [error for errors in form.errors.values() for error in errors]
            return JsonResponse({"code": "invalid", "messages": told}, status=422)
        form.matches = form.matches or queries.recent_customers(request.viewer.person_id)
        return shown(request, form)
    told = _("%(customer)s: noted.") % {"customer": row.customer.name}
    where = reverse("followups:one", args=[row.uid])
    back = way_back(request.GET.get("next", "")) or reverse("followups:list")
    if script and request.POST.get("waited"):
        return JsonResponse({"url": where})
    done(request, told)
    return JsonResponse({"url": back}) if script else redirect(back)


def _stored(request, form: FollowUpForm) -> FollowUp | None:
    person = Person.objects.get(pk=request.viewer.person_id)
    waited = bool(form.cleaned_data["told_at"])
    try:
        pictures = pictures_of(request.FILES.getlist("photos"))
        told = told_of(form, pictures=pictures, closes=form.closed(person.pk))
        source = FollowUp.Source.PHONE if waited else FollowUp.Source.PAGE
        row, is_new = record_follow_up(
            request.actor, person, told, uid=form.cleaned_data["uid"], source=source
        )
    except FollowUpError as error:
        field = error.field if isinstance(error, BadFollowUp) and error.field in form.fields else None
        form.add_error(field, sentence(error))
        return None
    if not is_new and not told.told_at and row.summary != told.summary.strip():
        # The way back to a page that was sent, with other words on it: not the same follow-up once more.
        form.data = form.data.copy()
        form.data["uid"] = str(new_uid())
        form.add_error(None, _("This page was saved before. Save again to record this as another follow-up."))
        return None
    return row


def shown(request, form: FollowUpForm, **more):
    chosen = form.found or _chosen(form)
    context = {
        "form": form,
        "choices": list(dict.fromkeys([*([chosen] if chosen else []), *form.matches])),
        "chosen": chosen,
        "deal": _deal(form, chosen),
        "ways": FollowUp.Way.choices,
        "steps": STEPS,
        "days": quick_days(request.today),
        "author": request.user.uid,
        **more,
    }
    return render(request, "followups/new.html", context, status=422 if form.errors else 200)


def _chosen(form: FollowUpForm):
    uid = form["customer"].value()
    return next((each for each in form.matches if str(each.uid) == str(uid)), None) if uid else None


def _deal(form: FollowUpForm, customer) -> Opportunity | None:
    """The deal the form stands on, of the customer chosen."""
    uid = _uid_of(form["opportunity"].value())
    return Opportunity.objects.filter(customer=customer, uid=uid).first() if uid and customer else None


def _uid_of(value) -> UUID | None:
    try:
        return UUID(str(value or ""))
    except ValueError:
        return None
