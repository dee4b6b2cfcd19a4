"""The board: who has signed, who has not, who disputes; and what planners begin."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext
from django.views.decorators.http import require_GET, require_http_methods

from quotamesh.base.people.models import Unit
from quotamesh.base.shell.notices import done
from quotamesh.base.shell.periods import year_name
from quotamesh.base.shell.tables import Column, Table, sort_rows
from quotamesh.base.tables.export import shown_table
from quotamesh.kernel.calendar import FiscalCalendar
from quotamesh.plan.agreements import actions, queries
from quotamesh.plan.agreements import board as boards
from quotamesh.plan.agreements.access import leads, may_plan, may_plan_unit, may_remind
from quotamesh.plan.agreements.errors import AgreementError, NotAllowed
from quotamesh.plan.agreements.forms import BranchForm
from quotamesh.plan.agreements.models import Side
from quotamesh.plan.agreements.views.answers import page, verb
from quotamesh.plan.agreements.views.words import headline, state_choices
from quotamesh.plan.agreements.wording import sentence, state_words


@require_GET
@page
def show(request):
    viewer = request.viewer
    years = boards.years(viewer)
    year = year_of(request, years)
    cases = boards.board(viewer, year)
    shown = filtered(request, cases)
    table = _table(request, shown)
    if file := shown_table(request, table, f"{_('Agreements')} {year_name(year)}"):
        return file
    context = {
        "headline": headline(year, boards.counts(cases)),
        "mine": [_mine(viewer, case) for case in boards.waiting_for(viewer, cases)],
        "table": table,
        "cases": cases,
        "year": year,
        "years": [(each, year_name(each), each == year) for each in sorted({*years, year}, reverse=True)],
        "states": state_choices(cases, request.GET.get("state", "")),
        "units": _units(cases, request.GET.get("unit", "")),
        "waiting": sum(bool(case.awaited()) for case in shown),
        "leads": leads(viewer),
        "may_plan": may_plan(viewer),
        "files": sum(case.agreement is not None for case in shown),
    }
    return render(request, "agreements/board.html", context)


def year_of(request, years: list[int]) -> int:
    asked = request.GET.get("year", "")
    this_year = FiscalCalendar(request.company.fiscal_start).fiscal_year(request.today)
    if asked.isascii() and asked.isdigit() and len(asked) == 4:
        return int(asked)
    return this_year if this_year in years or not years else years[0]


def filtered(request, cases: list[boards.Case]) -> list[boards.Case]:
    state, unit = request.GET.get("state", ""), request.GET.get("unit", "")
    path = next((case.unit.path for case in cases if case.unit.code == unit), "")
    return [
        case
        for case in cases
        if case.unit.path.startswith(path)
        and (not state or case.state == state or (state == "differs" and case.differs))
    ]


def _table(request, cases: list[boards.Case]) -> Table:
    columns = [
        Column("unit", _("Unit"), "strong", sort=True, link="url"),
        Column("owner", pgettext("agreement", "Owner"), sort=True),
        Column("leader", pgettext("agreement", "Leader"), sort=True),
        Column("state", _("State"), "state"),
        Column("owner_at", _("Owner signed"), "date", sort=True),
        Column("leader_at", _("Leader signed"), "date", sort=True),
        Column("plan", _("Target plan"), "state"),
        Column("reminded", _("Reminded"), "date", phone=False),
    ]
    order = request.GET.get("sort", "")
    rows = sort_rows([_row(case, indented=not order) for case in cases], columns, order)
    return Table(columns, rows, _("Agreements"), order=order, ident="agreements", cards=True)


def _row(case: boards.Case, *, indented: bool) -> dict:
    return {
        "unit": case.unit.name,
        "depth": min(case.unit.depth, 3) if indented else 0,
        "owner": case.owner,
        "leader": case.leader,
        "state": state_words(case.state),
        "owner_at": case.signed_at(Side.OWNER.value),
        "leader_at": case.signed_at(Side.LEADER.value),
        "plan": ("watch", _("differs from plan")) if case.differs else "",
        "reminded": case.reminded,
        "url": _address(case),
    }


def _address(case: boards.Case) -> str:
    if case.agreement:
        return reverse("agreements:show", args=[case.agreement.uid])
    return reverse("agreements:talk", args=[case.talk.uid])


def _mine(viewer, case: boards.Case) -> dict:
    own = viewer.person_id == case.owner_id
    what = _("Sign the agreement") if case.to_sign else _("Answer in the target talk")
    return {
        "what": what,
        "who": case.unit.name if own else f"{case.unit.name} · {case.owner}",
        "url": _address(case),
        "reminded": case.reminded,
    }


def _units(cases: list[boards.Case], chosen: str) -> list[tuple]:
    above = [case.unit for case in cases if case.unit.kind != Unit.Kind.SEAT]
    return [(u.code, "\u3000" * max(u.depth - 1, 0) + u.name, u.code == chosen) for u in above]


@verb("agreements:board")
def remind(request):
    """Everybody who is awaited among the cases the filter shows."""
    viewer = request.viewer
    if not leads(viewer):
        raise NotAllowed
    year = year_of(request, boards.years(viewer))
    cases = [c for c in filtered(request, boards.board(viewer, year)) if may_remind(viewer, c.unit)]
    awaited = [(case.unit.pk, person) for case in cases for person in case.awaited()]
    count = actions.remind(request.actor, year, awaited)
    done(request, ngettext("%(count)d note is sent.", "%(count)d notes are sent.", count) % {"count": count})
    return redirect(f"{reverse('agreements:board')}?{request.GET.urlencode()}")


def _branch(request, title: str, button: str, plans, act, explain: str):
    """A page that asks for a plan and a branch, and then acts on them."""
    if not may_plan(request.viewer):
        raise NotAllowed
    form = BranchForm(request.POST if request.method == "POST" else None, viewer=request.viewer, plans=plans)
    if request.method == "POST" and form.is_valid():
        plan, unit = form.cleaned_data["plan"], form.cleaned_data["unit"]
        if not may_plan_unit(request.viewer, unit):
            raise NotAllowed
        try:
            act(plan, unit)
            return redirect(f"{reverse('agreements:board')}?year={plan.fiscal_year}")
        except AgreementError as error:
            form.add_error(None, sentence(error))
    context = {"form": form, "page_title": title, "button": button, "explain": explain, "plans": plans}
    return render(request, "agreements/branch.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
@page
def open_talks(request):
    def act(plan, unit):
        talks = actions.open_talks(request.actor, plan, unit, request.today)
        text = ngettext("%(count)d talk is open.", "%(count)d talks are open.", len(talks))
        done(request, text % {"count": len(talks)})

    explain = _(
        "Everybody in the branch who has a target in the draft gets a talk with their leader: "
        "they accept the numbers, or propose others with a reason."
    )
    plans = queries.drafted_plans(request.viewer)
    return _branch(request, _("Open target talks"), _("Open the talks"), plans, act, explain)


@require_http_methods(["GET", "POST"])
@page
def draft(request):
    def act(plan, unit):
        units = queries.branch_units(unit)
        found = actions.draft_agreements(request.actor, request.company, plan, units, request.today)
        text = ngettext(
            "%(count)d agreement is ready to sign.",
            "%(count)d agreements are ready to sign.",
            len(found.made),
        )
        done(request, text % {"count": len(found.made)})
        if found.waiting:
            names = _(", ").join(unit.name for unit in found.waiting[:8])
            messages.warning(
                request, _("Not agreed yet, or not taken into the plan: %(names)s.") % {"names": names}
            )

    explain = _(
        "An agreement is made for everybody in the branch whose present one does not say what the plan says. "
        "From a draft it takes an agreed talk; from a plan in force it does not."
    )
    plans = queries.plans_to_agree(request.viewer)
    return _branch(request, _("Make agreements"), _("Make them"), plans, act, explain)
