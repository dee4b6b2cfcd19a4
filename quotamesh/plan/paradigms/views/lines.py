"""范式 Paradigms: which way of selling each line uses, and whether it fits."""

from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods

from quotamesh.base.shell.formats import NOTHING, percent
from quotamesh.base.shell.notices import done
from quotamesh.base.shell.periods import year_name
from quotamesh.base.shell.tables import Column, Table
from quotamesh.base.tables.export import shown_table
from quotamesh.plan.paradigms.access import may_edit
from quotamesh.plan.paradigms.actions import choose_paradigm
from quotamesh.plan.paradigms.errors import StaleTree
from quotamesh.plan.paradigms.finding import EARLIEST, LATEST, find, refuse_reader
from quotamesh.plan.paradigms.forms import ChooseForm
from quotamesh.plan.paradigms.history import known_customers
from quotamesh.plan.paradigms.models import LineParadigm, Paradigm
from quotamesh.plan.paradigms.queries import BP, LineFit, fit_of, line_paradigms, lines_of, running_year
from quotamesh.plan.paradigms.views.answers import frame, page, seen_of
from quotamesh.plan.paradigms.wording import sentence, why_it_fits


@require_GET
@page
def lines(request):
    running = running_year(request.company, request.today)
    year = _year(request.GET.get("year"), running)
    chosen = line_paradigms(request.viewer, year)
    found = [(product, chosen.get(product.pk)) for product in lines_of()]
    table = Table(
        _columns(), [_row(product, line, year) for product, line in found], _("Paradigms"), cards=True
    )
    if file := shown_table(request, table, f"paradigms FY{year}"):
        return file
    context = {
        "table": table,
        "year": year,
        "years": [(each, year_name(each)) for each in range(running - 1, running + 3)],
        "headline": headline([line for _product, line in found], year),
        "may_edit": may_edit(request.viewer),
    }
    return render(request, "paradigms/lines.html", context)


def _year(text: str | None, running: int) -> int:
    if not text:
        return running
    if not (text.isdecimal() and len(text) == 4 and EARLIEST <= int(text) <= LATEST):
        raise Http404(text)
    return int(text)


def headline(chosen: list[LineParadigm | None], year: int) -> str:
    lines = [line for line in chosen if line]
    values = {"year": year_name(year), "count": len(chosen), "chosen": len(lines)}
    if not lines:
        return _("%(year)s: no product line has a paradigm yet.") % values
    wrong = [str(line.product) for line in lines if fit_of(line).misfit]
    if wrong:
        values["names"] = _(", ").join(wrong)
        return (
            ngettext(
                "%(year)s: another paradigm would clearly fit %(names)s better.",
                "%(year)s: other paradigms would clearly fit %(names)s better.",
                len(wrong),
            )
            % values
        )
    if len(lines) < len(chosen):
        return _("%(year)s: %(chosen)d of %(count)d product lines have a paradigm.") % values
    return _("%(year)s: every product line uses a paradigm that fits.") % values


def _columns() -> list[Column]:
    return [
        Column("name", _("Product line"), "strong", link="url"),
        Column("in_use", _("In use")),
        Column("fit", _("Fit"), "state"),
        Column("probability", Paradigm.PROBABILITY.label, "percent", digits=0),
        Column("behaviour", Paradigm.BEHAVIOUR.label, "percent", digits=0),
        Column("project", Paradigm.PROJECT.label, "percent", digits=0),
        Column("margin", _("Lead over the next"), "percent", digits=0),
        Column("reason", _("Reason"), "prose"),
    ]


def _row(product, line: LineParadigm | None, year: int) -> dict:
    name = "tree" if line else "fit"
    row = {"name": product.name, "url": reverse(f"paradigms:{name}", args=[product.uid, year])}
    if line is None:
        return row | {"in_use": NOTHING, "fit": ("none", _("not chosen yet"))}
    found = fit_of(line)
    return row | found.fits | {
        "in_use": line.get_paradigm_display(),
        "fit": verdict(line, found),
        "margin": found.margin,
        "reason": line.reason or why_it_fits(line, found),
    }  # fmt: skip


def verdict(line: LineParadigm, found: LineFit) -> tuple[str, str]:
    """State and word: fits, nearly as good, misfit."""
    if found.best == line.paradigm:
        return "good", _("fits")
    if found.misfit:
        return "bad", _("%(best)s fits better") % {"best": Paradigm(found.best).label}
    return "watch", _("%(best)s is as good") % {"best": Paradigm(found.best).label}


@require_http_methods(["GET", "POST"])
@page
def fit(request, uid, year):
    """The three indicators and what they say; where one may, the form that sets them."""
    found = find(request.viewer, uid, year)
    form = ChooseForm(request.POST if request.method == "POST" else None, initial=_initial(found.line))
    if request.method == "POST":
        refuse_reader(request.viewer)
        if form.is_valid() and _choose(request, found, form):
            return redirect("paradigms:tree", uid, year)
    context = frame(request, found, "fit") | {"form": form}
    if found.line:
        known = fit_of(found.line)
        context |= {
            "verdict": verdict(found.line, known),
            "why": why_it_fits(found.line, known),
            "fit_table": _fit_table(known),
            "bars": [(Paradigm(name).label, value) for name, value in known.fits.items()],
            "found": known,
        }
    return render(request, "paradigms/fit.html", context, status=422 if form.errors else 200)


def _choose(request, found, form: ChooseForm) -> bool:
    try:
        choose_paradigm(
            request.actor,
            found.product,
            found.year,
            request.today,
            seen=seen_of(request),
            **form.cleaned_data,
        )
    except StaleTree as error:
        form.add_error(None, sentence(error, request.company.currency))
        return False
    undo = reverse("paradigms:undo", args=[found.product.uid, found.year]) if found.line else ""
    done(request, _("The paradigm is set."), undo=undo)
    return True


def _initial(line: LineParadigm | None) -> dict:
    if line is None:
        return {"customers": known_customers() or None, "maturity_bp": "50 %", "standard_bp": "50 %"}
    return {
        "customers": line.customers,
        "maturity_bp": percent(line.maturity_bp / BP, 0),
        "standard_bp": percent(line.standard_bp / BP, 0),
        "paradigm": line.paradigm,
        "reason": line.reason,
    }


def _fit_table(found: LineFit) -> Table:
    columns = [
        Column("name", _("Paradigm"), "strong"),
        Column("customers", _("Number of customers"), "percent", digits=0),
        Column("maturity", _("Maturity of the need"), "percent", digits=0),
        Column("standard", _("Standardisation"), "percent", digits=0),
        Column("fit", _("Fit"), "percent", digits=0),
    ]
    rows = [
        {"name": Paradigm(name).label, "fit": value, **found.parts[name]}
        for name, value in found.fits.items()
    ]
    return Table(columns, rows, _("How each indicator speaks for each paradigm"), ident="parts")
