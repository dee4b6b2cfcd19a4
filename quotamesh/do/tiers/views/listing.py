"""客户分层 Tiers: what kinds of customers there are, who they are, and what they bring."""

from datetime import timedelta

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.shortcuts import render
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from quotamesh.base.shell.formats import NOTHING, brief, number, percent, short_money
from quotamesh.base.shell.tables import Column, Table
from quotamesh.base.tables.export import shown_table
from quotamesh.do.tiers import queries
from quotamesh.do.tiers.access import may_set
from quotamesh.do.tiers.cards import overdue, rhythms
from quotamesh.do.tiers.drawing import tier_map
from quotamesh.do.tiers.models import Run, Standing, Tier
from quotamesh.do.tiers.queries import Asked, Picture
from quotamesh.do.tiers.views.common import tabs, text_asked, tier_asked
from quotamesh.do.tiers.wording import hundredths

PAGE, SPAN = 50, 30


class Counted(Paginator):
    """Pages of rows whose number is known already: nothing is counted over a million customers."""

    known: int | None = None

    @cached_property
    def count(self) -> int:
        return super().count if self.known is None else self.known


@require_GET
@login_required
def show(request):
    run = queries.latest_run()
    context = {"run": run, "may_set": may_set(request.viewer), "tabs": tabs(request, "list")}
    if run is None:
        return render(request, "tiers/none.html", context)
    asked = Asked(
        tier_asked(request),
        text_asked(request),
        request.GET.get("sort", "-monetary")[:20],
        request.today if request.GET.get("overdue") == "1" else None,
    )
    rows = queries.standings(request.viewer, asked)
    if request.GET.get("format"):
        return shown_table(request, _table(request, list(rows), asked, whole=True), "tiers")
    seen = queries.picture(request.viewer, run)
    pages = Counted(rows, PAGE)
    if not asked.text and not asked.overdue_on:
        pages.known = seen.tiers[asked.tier].count if asked.tier else seen.count
    page = pages.get_page(request.GET.get("page"))
    context |= {
        "asked": asked,
        "tiers": Tier.choices,
        "page": page,
        "table": _table(request, list(page.object_list), asked),
        "headline": headline(request, run, seen),
        "figures": _figures(seen),
        "drawing": _drawing(run, seen),
        "map_rows": _map_rows(seen),
    }
    return render(request, "tiers/list.html", context)


def headline(request, run: Run, seen: Picture) -> str:
    best = seen.tiers[Tier.STRATEGIC]
    values = {
        "count": number(best.count),
        "all": number(seen.count),
        "share": percent(seen.share_of_money(Tier.STRATEGIC), 0),
        "span": SPAN,
        "moved": number(queries.moved_since(request.viewer, run.as_of - timedelta(days=SPAN))),
    }
    if not seen.count:
        return _("No customer in sight is in a tier yet.")
    if seen.money <= 0:
        return (
            _("%(count)s of %(all)s customers are strategic; nothing was bought in the time looked at.")
            % values
        )
    if not best.count:
        words = _(
            "None of %(all)s customers is strategic; %(moved)s changed their tier in the last %(span)d days."
        )
        return words % values
    return (
        _(
            "%(count)s of %(all)s customers are strategic and bring %(share)s of the money; "
            "%(moved)s changed their tier in the last %(span)d days."
        )
        % values
    )


def _figures(seen: Picture) -> list[tuple]:
    return [
        (
            label,
            number(seen.tiers[tier].count),
            _("%(money)s, %(share)s")
            % {"money": short_money(seen.tiers[tier].money), "share": percent(seen.share_of_money(tier), 0)},
            f"?tier={tier}",
        )
        for tier, label in Tier.choices
    ]


def _drawing(run: Run, seen: Picture) -> str:
    cuts = (run.scheme["cut_value"], run.scheme["cut_potential"])
    told = _("; ").join(
        _("%(tier)s: %(count)s") % {"tier": label, "count": number(seen.tiers[tier].count)}
        for tier, label in Tier.choices
    )
    label = _("Customers by value (across) and potential (up). %(told)s.") % {"told": told}
    corners = {
        tier: _("%(tier)s: %(count)s") % {"tier": label, "count": number(seen.tiers[tier].count)}
        for tier, label in Tier.choices
    }
    return mark_safe(tier_map(seen.cells, cuts, corners, label, brief))  # noqa: S308 (escaped where it is drawn)


def _map_rows(seen: Picture) -> list[dict]:
    ordered = sorted(seen.cells, key=lambda cell: (-cell.value, -cell.potential))
    return [
        {
            "value": hundredths(cell.value),
            "potential": hundredths(cell.potential),
            "tier": Tier(cell.tier).label,
            "count": cell.count,
            "money": cell.money,
        }
        for cell in ordered
    ]


def _table(request, rows: list[Standing], asked: Asked, *, whole: bool = False) -> Table:
    """With every column for files; on the page the most telling ones."""
    currency = request.company.currency
    columns = [
        Column("customer", _("Customer"), "strong", link="url"),
        *([Column("code", _("Code"))] if whole else []),
        Column("owner", _("Owner")),
        Column("tier", _("Tier")),
        *([Column("since", _("In this tier since"), "date")] if whole else []),
        Column("value", _("Value score"), "written", sort=True),
        Column("scores", _("R · F · M"), phone=False),
        Column("potential", _("Potential score"), "written", sort=True),
        *([Column("parts", _("Complexity · chain · growth · wallet"))] if whole else []),
        Column("monetary", _("Money"), "money" if whole else "short", sort=True, currency=currency),
        Column("frequency", _("Orders"), "number", sort=True, phone=False),
        Column("last_day", _("Last purchase"), "date", sort=True),
        *([Column("contacted", _("Last contact"), "date")] if whole else []),
        Column("due", _("Contact in rhythm"), "state"),
    ]
    last = {row.pk: row.customer.last_contact for row in rows}
    late = overdue({row.pk: row.tier for row in rows}, last, request.today, rhythms())
    cells = [_row(row) | _contact(row, late) for row in rows]
    return Table(columns, cells, _("Customers by tier"), order=asked.order, cards=True)


def _contact(row: Standing, late: dict[int, int | None]) -> dict:
    if row.pk not in late:
        word = ("good", _("in time"))
    elif late[row.pk] is None:
        word = ("watch", _("never"))
    else:
        word = ("bad", _("%(days)d days late") % {"days": late[row.pk]})
    return {"contacted": row.customer.last_contact, "due": word}


def _row(row: Standing) -> dict:
    return {
        "url": reverse("tiers:customer", args=[row.customer.uid]),
        "customer": row.customer.name,
        "code": row.customer.code,
        "owner": row.customer.owner.name if row.customer.owner else "",
        "tier": row.get_tier_display(),
        "since": row.since,
        "value": hundredths(row.value),
        "scores": f"{row.r} · {row.f} · {row.m}",
        "potential": hundredths(row.potential),
        "parts": " · ".join(
            str(part or NOTHING) for part in (row.complexity, row.chain, row.growth, row.wallet)
        ),
        "monetary": row.monetary,
        "frequency": row.frequency,
        "last_day": row.last_day,
    }
