"""市场 Market: what can the market give, and what weighs most."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_POST

from quotamesh.base.shell.charts import Strip
from quotamesh.base.shell.formats import short_money, symbol
from quotamesh.base.shell.notices import done
from quotamesh.base.shell.periods import year_name
from quotamesh.base.tables.export import table_response
from quotamesh.do.catalog.queries import product_lines
from quotamesh.plan.market import actions
from quotamesh.plan.market.access import may_write, need_writer
from quotamesh.plan.market.errors import NotAllowed, NothingToCopy
from quotamesh.plan.market.queries import Book, read_book, years_with
from quotamesh.plan.market.sheet import COLUMNS, SEGMENT_COLUMNS, segment_sheet, sheet_rows
from quotamesh.plan.market.tables import aim_rows, force_rows, matrix, scan_rows, segment_rows
from quotamesh.plan.market.views.asked import YEARS, address, asked_product, asked_year, running_year
from quotamesh.plan.market.words import entry_name, factor_name

SHOWN_SWINGS = 6


@require_GET
@login_required
def show(request):
    products = product_lines()
    running = running_year(request)
    year, product = asked_year(request.GET, running), asked_product(request.GET, products)
    book = read_book(request.viewer, year, product, request.today)
    if form := request.GET.get("format"):
        if request.GET.get("of") == "segments":
            name, rows = f"segments FY{year} {product.code}", segment_sheet(book, request.company.currency)
            return table_response(name, SEGMENT_COLUMNS, rows, form)
        return table_response(
            f"market FY{year} {product.code}", COLUMNS, sheet_rows(book, request.company.currency), form
        )
    writes = may_write(request.viewer)
    context = {
        "book": book,
        "product": product,
        "tabs": [
            {"label": each.name, "url": address(year, each), "active": each.pk == product.pk}
            for each in products
        ],
        "years": [(n, year_name(n)) for n in sorted({running + step for step in YEARS} | {year})],
        "writes": writes,
        "here": address(year, product)[len(request.path) :],
        "copy_from": _copy_from(book) if writes and not book.entries else None,
        "currency": request.company.currency,
        "stale_names": [entry_name(each) for each in book.stale],
        **_figures(book, request.company.currency),
        **_tables(book, request.company.currency),
    }
    return render(request, "market/market.html", context)


def _copy_from(book: Book) -> int | None:
    return next((year for year in years_with(book.product) if year < book.fiscal_year), None)


def _tables(book: Book, currency: str) -> dict:
    return {
        "segments": segment_rows(book, currency),
        "scans": scan_rows(book),
        "matrix": matrix(book),
        "forces": force_rows(book),
        "aims": aim_rows(book),
    }


def _figures(book: Book, currency: str) -> dict:
    """What the page says at its top and draws below it."""
    names = {"product": book.product.name, "year": year_name(book.fiscal_year)}
    if not book.counts:
        return {"headline": _("%(product)s, %(year)s: nothing is known of the market yet.") % names}
    found, market = book.picture, book.picture.market
    low, middle, high = found.range
    likely, weighed = market.likely(), found.weighed()
    heaviest = max(weighed, key=lambda part: abs(part[2]))
    told = {name: symbol(currency) + short_money(value, currency) for name, value in _sums(low, likely, high)}
    swings = market.swings()
    headline = _(
        "%(product)s, %(year)s: the market can give %(low)s to %(high)s, most likely %(likely)s."
    ) % (names | told)
    return {
        "headline": headline,
        "weighs": heaviest[1],
        "widest": _swing_name(found, swings[0]) if swings else "",
        "parts": [(name, amount) for _kind, name, amount in weighed],
        "ranges": [(_("Market"), _strip(book, (low, middle, high)), f"{told['low']} – {told['high']}")],
        "swings": [_swing(found, swing, currency) for swing in swings[:SHOWN_SWINGS]],
        "low": low,
        "likely": likely,
        "expected": market.expected(),
        "high": high,
    }


def _sums(low: int, likely: int, high: int) -> list[tuple[str, int]]:
    return [("low", low), ("likely", likely), ("high", high)]


def _strip(book: Book, found: tuple[int, int, int]) -> Strip:
    ends = book.picture.market.quantiles(20, at=(0.01, 0.99))
    return Strip(ends[0], ends[1], found[0], found[2], found[1])


def _swing_name(found, swing) -> str:
    return f"{found.named(swing.name, swing.place)} · {factor_name(swing.name)}"


def _swing(found, swing, currency: str) -> tuple[str, Strip, str]:
    likely = found.market.likely()
    low, high = sorted((swing.low, swing.high))
    words = f"{short_money(low, currency)} – {short_money(high, currency)}"
    return _swing_name(found, swing), Strip(low, high, low, high, likely), words


@require_POST
@login_required
def copy(request):
    year, product = _target(request)
    source = request.POST.get("from", "")
    try:
        count = actions.copy_book(
            request.actor,
            source=int(source) if source.isdecimal() and len(source) == 4 else year - 1,
            fiscal_year=year,
            product=product,
        )
    except NothingToCopy:
        messages.error(request, _("There is nothing to copy, or this year has inputs already."))
    else:
        done(
            request,
            ngettext(
                "%(count)d input is copied; its day shows how old it is.",
                "%(count)d inputs are copied; their days show how old they are.",
                count,
            )
            % {"count": count},
        )
    return redirect(address(year, product))


@require_POST
@login_required
def stale_after(request):
    year, product = _target(request)
    text = request.POST.get("days", "")
    if text.isdecimal() and 1 <= int(text[:9]) <= 3660:
        actions.set_stale_after(request.actor, actions.open_book(year, product), int(text))
        done(request, _("Inputs older than %(days)s days are named now.") % {"days": text})
    else:
        messages.error(request, _("“%(text)s” is not a number of days from 1 to 3660.") % {"text": text[:40]})
    return redirect(address(year, product))


def _target(request):
    try:
        need_writer(request.viewer)
    except NotAllowed as error:
        raise PermissionDenied from error
    return asked_year(request.POST, running_year(request)), asked_product(request.POST, product_lines())
