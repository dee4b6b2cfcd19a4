"""商机列表: deals in sight, narrowed, sorted, exported."""

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.shortcuts import render
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from quotamesh.base.shell.tables import Column, Table
from quotamesh.base.tables.export import table_response
from quotamesh.do.catalog.models import Product
from quotamesh.do.pipeline.access import may_override
from quotamesh.do.pipeline.chances import Chances
from quotamesh.do.pipeline.exports import FIELDS, exported
from quotamesh.do.pipeline.flows import FlowBook, flow_book
from quotamesh.do.pipeline.models import Opportunity
from quotamesh.do.pipeline.queries import SORTS, Asked, listed, stay_of, totals
from quotamesh.do.pipeline.reasons import Reasons, loss_reasons
from quotamesh.do.pipeline.views.common import frame, headline, scope_asked, text_of
from quotamesh.kernel.money import minor_units
from quotamesh.kernel.pipeline import MILLION

PAGE, COUNTED = 50, 10_000
OUTCOMES = {"open": "", "won": "won", "lost": "lost", "all": None}


class Bounded(Paginator):
    """Counts no further than one would leaf: a table of millions is not counted for a page."""

    @cached_property
    def count(self) -> int:
        return self.object_list.order_by()[:COUNTED].count()


@require_GET
@login_required
def show(request):
    scope, book, chances = scope_asked(request), flow_book(), Chances.read()
    told, asked = _asked(request, book)
    rows = listed(request.viewer, scope.condition(), asked, request.today, book)
    if request.GET.get("format"):
        deals, digits = rows.iterator(chunk_size=2_000), minor_units(request.company.currency)
        told = exported(deals, book, chances, loss_reasons(), digits)
        return table_response(_("Opportunities"), FIELDS, told, request.GET["format"])
    sums = totals(request.viewer, scope.condition(), request.today, book, chances)
    page = Bounded(rows, PAGE).get_page(request.GET.get("page"))
    weighted = sums["weighted"] if sums["known"] else None
    context = frame(request, "list", scope) | told | {
        "headline": headline(sums["count"], weighted, sums["stuck"], request.company.currency),
        "page": page,
        "table": _table(request, page.object_list, book, chances, asked),
        "stages": [
            (stage, book.flows[stage.flow_id] if len(book.flows) > 1 else None)
            for stage in book.stages.values() if not stage.is_end
        ],
        "lines": Product.objects.filter(depth=1).order_by("path"),
        "outcomes": [("open", _("Still open")), ("won", _("Won")), ("lost", _("Lost")), ("all", _("All"))],
        "at_most": COUNTED if page.paginator.count == COUNTED else None,
    }  # fmt: skip
    return render(request, "pipeline/list.html", context)


def _asked(request, book: FlowBook) -> tuple[dict, Asked]:
    outcome = text_of(request, "outcome") or "open"
    stage = next((s for s in book.stages.values() if str(s.uid) == text_of(request, "stage")), None)
    line = text_of(request, "line", 64)
    product = Product.objects.filter(code=line).first() if line else None
    # The largest of those that are open, the latest of those that are not.
    sort, usual = text_of(request, "sort"), "-closed" if OUTCOMES.get(outcome) else "-amount"
    asked = Asked(
        text=text_of(request, "text"),
        outcome=OUTCOMES.get(outcome, ""),
        stage=stage.pk if stage else None,
        product=product.path if product else "",
        stuck=request.GET.get("stuck") == "1",
        sort=sort if sort.removeprefix("-") in SORTS else usual,
    )
    told = {"outcome": outcome, "stage_asked": stage, "line": line, "text": asked.text, "stuck": asked.stuck}
    return told, asked


def _table(request, rows, book: FlowBook, chances: Chances, asked: Asked) -> Table:
    money = {"currency": request.company.currency}
    reasons = loss_reasons() if asked.outcome != "" else Reasons({})
    columns = [
        Column("name", _("Opportunity"), "strong", sort=True, link="url"),
        Column("customer", _("Customer"), "name", sort=True),
        Column("stage", _("Stage")),
        Column("state", _("State"), "state"),
        Column("amount", _("Amount"), "money", sort=True, **money),
        Column("own_chance", _("Own chance"), "percent", digits=0),
        Column("chance", _("Chance by history"), "percent", digits=0),
        Column("expected", _("Expected close"), "date", sort=True),
        Column("owner", _("Owner"), sort=True),
        Column("line", _("Product line"), phone=False),
        Column("entered", _("In this stage since"), "date", sort=True, phone=False),
        Column("opened", _("Opened"), "date", sort=True, phone=False),
        Column("code", _("Code"), phone=False),
    ]
    if asked.outcome != "":
        columns += [Column("closed", _("Closed"), "date", sort=True), Column("reason", _("Reason"))]
    cells = [_row(request, deal, book, chances, reasons) for deal in rows]
    pick = "deal" if asked.outcome == "" and may_override(request.viewer) else ""
    return Table(
        columns, cells, _("Opportunities"), order=asked.sort, cards=True, pick=pick, pick_form="hand-over"
    )


def _row(request, deal: Opportunity, book: FlowBook, chances: Chances, reasons: Reasons) -> dict:
    chance = chances.of(deal.product.path, deal.stage_id) if deal.is_open else None
    return {
        "name": deal.name,
        "url": reverse("pipeline:deal", args=[deal.uid]),
        "pick": str(deal.uid) if deal.is_open else "",
        "code": deal.code,
        "customer": deal.customer.name if deal.customer else "",
        "owner": deal.owner.name,
        "line": deal.product.name,
        "stage": book.stages[deal.stage_id].label,
        "state": state_of(deal, book, request.today),
        "amount": deal.amount,
        "own_chance": None if deal.own_chance is None else deal.own_chance / 100,
        "chance": chance.ppm / MILLION if chance else None,
        "opened": deal.opened,
        "entered": deal.entered,
        "expected": deal.expected,
        "closed": deal.closed,
        "reason": reasons.words(deal.why, deal.reason),
    }


def state_of(deal: Opportunity, book: FlowBook, today) -> tuple[str, str]:
    if deal.outcome:
        return ("good", _("won")) if deal.outcome == Opportunity.Outcome.WON else ("none", _("lost"))
    usual = stay_of(book, book.stages[deal.stage_id])
    if usual is not None and deal.entered and (today - deal.entered).days > usual:
        return "bad", _("stuck")
    if deal.expected and deal.expected < today:
        return "watch", _("overdue")
    return "good", _("under way")
