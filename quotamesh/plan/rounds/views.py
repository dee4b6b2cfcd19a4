"""规划 Planning: how far is the round of a year, and what comes next."""

from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from quotamesh.base.shell.periods import year_name
from quotamesh.kernel.calendar import FiscalCalendar
from quotamesh.plan.rounds.queries import Round, round_of
from quotamesh.plan.rounds.step import ATTENTION, DONE, OPEN, UNDER_WAY, Ground
from quotamesh.plan.rounds.steps import step_of

PLANNED = range(1953, 2100)
# Badge of the shell, and the word beside its sign.
BADGES = {DONE: "good", UNDER_WAY: "watch", ATTENTION: "bad", OPEN: "none"}


@require_GET
@login_required
def show(request):
    running = FiscalCalendar(request.company.fiscal_start).fiscal_year(request.today)
    years = range(running - 1, running + 3)
    year = _year(request, running)
    found = round_of(Ground(request.viewer, request.company, year, request.today))
    context = {
        "round": found,
        "headline": headline(found),
        "years": [(n, year_name(n), n == year) for n in sorted({*years, year}, reverse=True)],
        "steps": [
            {
                "step": step,
                "badge": BADGES[step.state],
                "word": words()[step.state],
                "next": step is found.next,
            }
            for step in found.steps
        ],
    }
    return render(request, "rounds/round.html", context)


@require_GET
@login_required
def step(request, year: int, code: str):
    """To the page of a step, wherever that is in this year."""
    if year not in PLANNED:
        raise Http404(str(year))
    found = step_of(Ground(request.viewer, request.company, year, request.today), code)
    if found is None:
        raise Http404(code)
    return redirect(found.url)


def _year(request, running: int) -> int:
    """The year asked for, else the running one."""
    asked = request.GET.get("year", "")
    if not asked:
        return running
    if not asked.isdecimal() or int(asked) not in PLANNED:
        raise Http404(asked)
    return int(asked)


def words() -> dict[str, str]:
    return {
        DONE: _("stands"),
        UNDER_WAY: _("under way"),
        ATTENTION: _("needs attention"),
        OPEN: _("not begun"),
    }


def headline(found: Round) -> str:
    year = year_name(found.fiscal_year)
    if found.next is None:
        return _("%(year)s is planned: all %(count)d steps stand.") % {
            "year": year,
            "count": len(found.steps),
        }
    values = {"year": year, "standing": found.standing, "count": len(found.steps), "next": found.next.name}
    return _("%(year)s: %(standing)d of %(count)d steps stand. Next: %(next)s.") % values
