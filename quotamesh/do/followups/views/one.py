"""One follow-up: as it stands, what was amended, and the way to correct, amend or withdraw it."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import FileResponse, Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from quotamesh.base.shell.notices import done
from quotamesh.base.shell.seen import seen
from quotamesh.do.followups import actions, queries
from quotamesh.do.followups.access import is_correctable, may_change, may_tick
from quotamesh.do.followups.errors import BadFollowUp, FollowUpError, StaleFollowUp
from quotamesh.do.followups.forms import FollowUpForm
from quotamesh.do.followups.integrity_queries import verdict_on
from quotamesh.do.followups.models import Amendment, FollowUp
from quotamesh.do.followups.photos import path_of
from quotamesh.do.followups.views.common import find
from quotamesh.do.followups.views.new import shown
from quotamesh.do.followups.wording import sentence


@require_GET
@login_required
def one(request, uid):
    row = find(request.viewer, uid)
    may = may_change(request.viewer, row)
    context = {
        "row": row,
        "informed": list(row.informed.all()),
        "photos": list(row.photos.all()),
        "history": [_history(each) for each in row.amendments.all()],
        "verdict": verdict_on(row),
        "may_change": may,
        "may_tick": bool(row.next_step) and may_tick(request.viewer, row),
        "correctable": is_correctable(request.actor, row),
        "overdue": bool(row.due and not row.done_on and row.due < request.today),
    }
    return render(request, "followups/one.html", context)


def _history(each: Amendment) -> dict:
    return {"at": each.at, "by": each.by, "kind": each.kind, "why": each.why, "changes": _pairs(each.changes)}


def _pairs(changes: dict[str, list]) -> list[tuple[str, str, str]]:
    labels = _labels()
    return [(labels.get(name, name), _shown(pair[0]), _shown(pair[1])) for name, pair in changes.items()]


def _shown(value) -> str:
    return ", ".join(value) if isinstance(value, list) else str(value)


def _labels() -> dict[str, str]:
    return {
        "summary": _("Summary"),
        "need": _("Need or feedback"),
        "next_step": _("Next step"),
        "due": _("Due"),
        "contact": _("Contact"),
        "opportunity": _("Opportunity"),
        "informed": _("Persons informed"),
    }


@require_http_methods(["GET", "POST"])
@login_required
def change(request, uid):
    """Correct within a day; later the same form amends, and says so."""
    row = find(request.viewer, uid)
    if not may_change(request.viewer, row):
        raise PermissionDenied
    told = list(row.informed.all())
    people = list(dict.fromkeys([*told, *queries.colleagues(row.seat, row.day)]))
    data = request.POST if request.method == "POST" else None
    form = FollowUpForm(
        data, viewer=request.viewer, colleagues=people, matches=[row.customer], initial=_initial(row, told)
    )
    if data is not None and form.is_valid() and _changed(request, row, form):
        return redirect("followups:one", row.uid)
    return shown(request, form, row=row, correctable=is_correctable(request.actor, row))


def _initial(row: FollowUp, informed: list) -> dict:
    names = ("day", "way", "summary", "need", "next_step", "due")
    return {name: getattr(row, name) for name in names} | {
        "customer": row.customer.uid,
        "contact": row.contact.uid if row.contact else None,
        "opportunity": row.opportunity.uid if row.opportunity else None,
        "informed": [person.code for person in informed],
    }


def _changed(request, row: FollowUp, form: FollowUpForm) -> bool:
    sent = form.cleaned_data
    names = ("day", "way", "summary", "need", "next_step", "due", "contact", "opportunity")
    values = {name: sent.get(name) for name in names} | {"customer": form.found}
    informed = [form.people[code] for code in sent["informed"]]
    try:
        after = actions.change(request.actor, row, seen=seen(request), informed=informed, **values)
    except FollowUpError as error:
        field = error.field if isinstance(error, BadFollowUp) and error.field in form.fields else None
        form.add_error(field, sentence(error))
        if isinstance(error, StaleFollowUp):
            row.refresh_from_db(fields=["revision"])
        return False
    if after.revision == row.revision:
        done(request, _("Nothing was changed."))
    else:
        done(
            request,
            _("Amended: what stood there before stays readable.") if after.amended else _("Corrected."),
        )
    return True


@require_POST
@login_required
def withdraw(request, uid):
    row = find(request.viewer, uid)
    if not may_change(request.viewer, row):
        raise PermissionDenied
    try:
        actions.withdraw(request.actor, row, request.POST.get("why", "").replace("\x00", "")[:200])
    except FollowUpError as error:
        messages.error(request, sentence(error))
    else:
        done(request, _("Withdrawn: it stays readable and counts no more."))
    return redirect("followups:one", uid)


@require_GET
@login_required
def photo(request, uid, photo):
    """A picture under the rule of sight of its follow-up."""
    found = find(request.viewer, uid).photos.filter(uid=photo).first()
    if found is None or not path_of(found).is_file():
        raise Http404
    response = FileResponse(path_of(found).open("rb"), content_type=f"image/{found.kind}")
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Cache-Control"] = "private, no-store"
    return response
