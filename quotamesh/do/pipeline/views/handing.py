"""移交商机: ticked deals, or all of a person, go to somebody else."""

from uuid import UUID

from django import forms
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods

from quotamesh.base.people.models import Person
from quotamesh.base.shell.notices import done
from quotamesh.base.shell.tables import Column, Table
from quotamesh.do.pipeline import actions
from quotamesh.do.pipeline.access import may_override
from quotamesh.do.pipeline.errors import HandOverRefused, PipelineError
from quotamesh.do.pipeline.forms import DAY, owners_for
from quotamesh.do.pipeline.models import Opportunity
from quotamesh.do.pipeline.queries import holders, in_sight_by_uid, open_deals_of
from quotamesh.do.pipeline.views.common import scope_asked, text_of
from quotamesh.do.pipeline.wording import sentence

MOST, LONGEST = 1000, 60_000
Wanted = list[tuple[UUID, int | None]]


class HandOverForm(forms.Form):
    """`deals`: what was shown, as `uid:revision` with blanks between."""

    deals = forms.CharField(widget=forms.HiddenInput, max_length=LONGEST)
    to = forms.ChoiceField(label=gettext_lazy("Who takes them"))
    reason = forms.CharField(label=gettext_lazy("Why"), max_length=200)
    day = forms.DateField(label=gettext_lazy("From"), widget=DAY)

    def __init__(self, *args, people: list[Person], **kwargs):
        super().__init__(*args, **kwargs)
        self.people = {str(person.uid): person for person in people}
        choices = [(uid, f"{person.name} · {person.code}") for uid, person in self.people.items()]
        self.fields["to"].choices = [("", "–"), *choices]

    def clean_to(self) -> Person:
        return self.people[self.cleaned_data["to"]]


@require_http_methods(["GET", "POST"])
@login_required
def hand_over(request):
    if not may_override(request.viewer):
        raise PermissionDenied
    people = owners_for(request.viewer, request.today)
    if request.method == "GET":
        deals = _asked(request)
        form = HandOverForm(people=people, initial={"deals": _told(deals), "day": request.today})
        return _page(request, form, deals, set())
    form = HandOverForm(request.POST, people=people)
    wanted = wanted_of(request.POST.get("deals", "")[:LONGEST])
    deals = in_sight_by_uid(request.viewer, [uid for uid, _seen in wanted])
    changed: set[int] = set()
    if form.is_valid():
        try:
            return _done(request, form, wanted, deals)
        except PipelineError as error:
            form.add_error(None, sentence(error))
    shown = dict(wanted)
    changed = {deal.pk for deal in deals if shown[deal.uid] not in (None, deal.revision)}
    # What is shown now is what is sent next.
    form.data = form.data.copy()
    form.data["deals"] = _told(deals)
    return _page(request, form, deals, changed)


def _asked(request) -> list[Opportunity]:
    """The deals that were ticked, or all open ones of the person named."""
    if text_of(request, "person"):
        person = scope_asked(request).person
        return list(open_deals_of(request.viewer, person)[:MOST]) if person else []
    uids = [uid for text in request.GET.getlist("deal")[:MOST] if (uid := _uid(text))]
    return [deal for deal in in_sight_by_uid(request.viewer, uids) if deal.is_open]


def _done(request, form: HandOverForm, wanted: Wanted, deals: list[Opportunity]):
    known = {deal.uid: deal for deal in deals}
    if missing := [str(uid) for uid, _seen in wanted if uid not in known]:
        raise HandOverRefused({HandOverRefused.MISSING: missing})
    to, reason, day = (form.cleaned_data[name] for name in ("to", "reason", "day"))
    seen = [(known[uid], revision) for uid, revision in wanted]
    count = len(actions.hand_over(request.actor, seen, to, request.today, reason=reason, day=day))
    told = ngettext("%(count)d deal is %(person)s's now.", "%(count)d deals are %(person)s's now.", count)
    done(request, told % {"count": count, "person": to.name})
    return redirect("pipeline:list")


def wanted_of(text: str) -> Wanted:
    found: dict[UUID, int | None] = {}
    for part in text.split()[:MOST]:
        uid, _colon, revision = part.partition(":")
        if not (known := _uid(uid)):
            raise Http404
        found[known] = int(revision) if revision.isdecimal() and len(revision) < 10 else None
    return list(found.items())


def _told(deals: list[Opportunity]) -> str:
    return " ".join(f"{deal.uid}:{deal.revision}" for deal in deals)


def _uid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None


def _page(request, form: HandOverForm, deals: list[Opportunity], changed: set[int]):
    owners = {deal.owner.name for deal in deals}
    context = {
        "form": form,
        "deals": deals,
        "holders": [] if deals else holders(request.viewer, request.today),
        "path": [
            {"label": _("Pipeline"), "url": reverse("pipeline:list")},
            {"label": _("Hand over deals")},
        ],
        "owner": owners.pop() if len(owners) == 1 else "",
        "at_most": MOST if len(deals) == MOST else None,
        "table": _table(request, deals, changed),
    }
    return render(request, "pipeline/hand_over.html", context, status=422 if form.errors else 200)


def _table(request, deals: list[Opportunity], changed: set[int]) -> Table:
    columns = [
        Column("name", _("Opportunity"), "strong", link="url"),
        Column("customer", _("Customer"), "name"),
        Column("owner", _("Owner")),
        Column("stage", _("Stage")),
        Column("amount", _("Amount"), "money", currency=request.company.currency),
        Column("expected", _("Expected close"), "date"),
    ]
    if changed:
        columns.append(Column("state", _("State"), "state"))
    rows = [
        {
            "name": deal.name, "url": reverse("pipeline:deal", args=[deal.uid]),
            "customer": deal.customer.name if deal.customer else "", "owner": deal.owner.name,
            "stage": deal.stage.label, "amount": deal.amount, "expected": deal.expected,
            "state": ("watch", _("changed meanwhile")) if deal.pk in changed else None,
        }
        for deal in deals
    ]  # fmt: skip
    return Table(columns, rows, _("Deals that go over"), cards=True)
