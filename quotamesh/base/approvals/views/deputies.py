"""Who stands in for whom."""

from django.contrib.auth.decorators import login_required
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from quotamesh.base.approvals import actions, queries
from quotamesh.base.approvals.access import may_end, may_keep_rules, visible_deputies
from quotamesh.base.approvals.errors import BadDeputy, NotYours
from quotamesh.base.approvals.forms import DeputyForm
from quotamesh.base.approvals.views.answers import verb
from quotamesh.base.approvals.wording import sentence
from quotamesh.base.people.models import Person
from quotamesh.base.shell.notices import done

FIELD = {
    "oneself": "deputy",
    "circle": "deputy",
    "twice": "deputy",
    "upside_down": "last_day",
    "past": "last_day",
}


@require_http_methods(["GET", "POST"])
@login_required
def deputies(request):
    viewer = request.viewer
    keeper = may_keep_rules(viewer)
    own = None if keeper else Person.objects.filter(pk=viewer.person_id)
    data = request.POST if request.method == "POST" else None
    people = queries.nameable(request.viewer, request.today)
    form = DeputyForm(data, people=people, own=own, initial={"first_day": request.today})
    if data is not None and form.is_valid() and _named(request, form):
        return redirect("approvals:deputies")
    rows = list(visible_deputies(viewer))
    context = {
        "form": form,
        "may_name": keeper or viewer.person_id is not None,
        "rows": [
            {"row": row, "may_end": may_end(viewer, row), "state": _state(row, request)} for row in rows
        ],
        "now": sum(row.first_day <= request.today <= row.last_day for row in rows),
    }
    return render(request, "approvals/deputies.html", context, status=422 if form.errors else 200)


def _state(row, request) -> tuple[str, str]:
    if row.last_day < request.today:
        return "none", _("over")
    return ("good", _("stands in today")) if row.first_day <= request.today else ("none", _("to come"))


def _named(request, form: DeputyForm) -> bool:
    try:
        row = actions.name_deputy(request.actor, day=request.today, **form.cleaned_data)
    except BadDeputy as error:
        form.add_error(FIELD[error.reason], sentence(error, request.company.currency))
        return False
    values = {"deputy": row.deputy.name, "person": row.person.name}
    done(request, _("%(deputy)s stands in for %(person)s.") % values)
    return True


@verb("approvals:deputies")
def end(request, uid):
    row = get_object_or_404(visible_deputies(request.viewer), uid=uid)
    if not may_end(request.viewer, row):
        raise NotYours
    actions.end_deputy(request.actor, row)
    done(request, _("%(person)s decides alone again.") % {"person": row.person.name})
    return redirect("approvals:deputies")
