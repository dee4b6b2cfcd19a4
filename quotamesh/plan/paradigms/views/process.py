"""Process targets: what each one does in a day and a week, and putting it into a plan."""

from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from quotamesh.base.shell.formats import number, short_money, symbol
from quotamesh.base.shell.notices import done
from quotamesh.base.shell.tables import Column, Table
from quotamesh.base.tables.export import shown_table
from quotamesh.do.catalog.indicators import DEFINITIONS
from quotamesh.plan.paradigms import actions
from quotamesh.plan.paradigms.finding import find_line, refuse_reader
from quotamesh.plan.paradigms.forms import BEARERS
from quotamesh.plan.paradigms.history import SoFar, so_far
from quotamesh.plan.paradigms.models import LineParadigm
from quotamesh.plan.paradigms.patterns import JUDGEMENT, name_of
from quotamesh.plan.paradigms.process import ProcessTarget
from quotamesh.plan.paradigms.queries import plan_among, plans_of, solution_of, targets_of, wanted_of
from quotamesh.plan.paradigms.trees import Nodes, read
from quotamesh.plan.paradigms.values import plain, shown
from quotamesh.plan.paradigms.views.answers import frame, page, verb
from quotamesh.plan.paradigms.wording import origin, sentence
from quotamesh.plan.targets.actions import take_back
from quotamesh.plan.targets.finding import find_plan, managed_plan


@require_GET
@page
def targets(request, uid, year):
    line = find_line(request.viewer, uid, year)
    nodes = read(line.nodes)
    asked = request.GET.get("plan")
    plans = plans_of(year)
    plan = find_plan(request.viewer, asked) if asked else plan_among(plans)
    wanted = wanted_of(plan, line.product)
    solution = solution_of(nodes, line.driver, wanted)
    past = so_far(request.company, line.product, year, request.today)
    found = targets_of(request.company, line, solution.needed, past.days_of_year)
    table = _table(nodes, found, past)
    if file := shown_table(request, table, f"process targets {line}"):
        return file
    context = frame(request, line, "targets") | {
        "plan": plan,
        "plans": [each for each in plans if each.editable],
        "table": table,
        "headline": headline(request.company.currency, wanted, found, plan),
        "trouble": solution.trouble and sentence(solution.trouble, request.company.currency, nodes),
        "stands_in": any(each.stands_in for each in found),
        "judgement": _judgement(nodes, request.company.currency),
    }
    return render(request, "paradigms/targets.html", context)


def headline(currency: str, wanted: int | None, found: list[ProcessTarget], plan) -> str:
    """Each one's day in one sentence."""
    if wanted is None:
        return _("No plan asks for revenue of this line yet, so nothing follows.")
    values = {"target": symbol(currency) + short_money(wanted, currency)}
    daily = [each for each in found if each.per_day is not None and each.indicator != "deals_won"]
    if not daily:
        if not found:
            return _("%(target)s is wanted, but no process target follows yet.") % values
        first = found[0]
        values |= {"count": number(first.total), "name": DEFINITIONS[first.indicator].name}
        return _("%(target)s is wanted: %(count)s %(name)s.") % values
    most = max(daily, key=lambda each: each.per_day)
    values |= {
        "name": DEFINITIONS[most.indicator].name,
        "day": plain(most.per_day),
        "week": plain(most.per_week),
    }
    return _("%(target)s means for each: %(day)s %(name)s a working day, %(week)s a week.") % values


def _table(nodes: Nodes, found: list[ProcessTarget], past: SoFar) -> Table:
    roles = dict(BEARERS)
    columns = [
        Column("name", _("Process target"), "strong"),
        Column("who", _("Who bears it")),
        Column("people", _("People"), "number"),
        Column("total", _("Year, all together"), "number"),
        Column("exact", _("Exactly"), "number", digits=1),
        Column("each", _("Year, each"), "number", digits=1),
        Column("week", _("Week, each"), "number", digits=1),
        Column("day", _("Working day, each"), "number", digits=2),
        Column("so_far", _("So far a day, each"), "number", digits=2),
    ]
    rows = [
        {
            "name": name_of(nodes[each.key]),
            "who": roles[each.bearer] if not each.stands_in else roles["representative"],
            "people": each.people,
            "total": each.total,
            "exact": each.exact,
            "each": each.each,
            "week": each.per_week,
            "day": each.per_day,
            "so_far": None if each.per_day is None else past.day_of(each.indicator, each.people),
        }
        for each in found
    ]
    return Table(columns, rows, _("Process targets"))


def _judgement(nodes: Nodes, currency: str) -> list[dict]:
    """What is read beside: whether people are ready for what is asked."""
    return [
        {
            "key": key,
            "name": name_of(nodes[key]),
            "value": shown(nodes[key], nodes[key].value, currency),
            "origin": origin(nodes[key].origin),
        }
        for key in JUDGEMENT
        if key in nodes
    ]


@verb
def place(request, uid, year, *, from_targets=True):
    line = find_line(request.viewer, uid, year)
    refuse_reader(request.viewer)
    plan = managed_plan(request.viewer, request.POST.get("plan", ""))
    placed = actions.place_process_targets(request.actor, line, plan)
    if placed.batch is None:
        done(request, _("“%(plan)s” holds these process targets already.") % {"plan": plan.name})
    else:
        undo = reverse("paradigms:take_back", args=[uid, year]) + f"?plan={plan.uid}&step={placed.batch}"
        values = {"count": len(placed.targets), "plan": plan.name}
        done(
            request,
            _("%(count)d process targets stand in “%(plan)s”, for each seat and month.") % values,
            undo=undo,
        )
    return redirect(reverse("paradigms:targets", args=[uid, year]) + f"?plan={plan.uid}")


@verb
def take_back_placed(request, uid, year, *, from_targets=True):
    line: LineParadigm = find_line(request.viewer, uid, year)
    refuse_reader(request.viewer)
    plan = managed_plan(request.viewer, request.GET.get("plan", ""))
    if not take_back(request.actor, plan, request.GET.get("step", "")[:40].replace("\x00", "")):
        raise Http404
    done(request, _("Taken back."))
    return redirect("paradigms:targets", line.product.uid, line.fiscal_year)
