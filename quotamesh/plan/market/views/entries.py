"""One input of the market: its form, its history, taking it out and bringing it back."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from quotamesh.base.people.models import Person
from quotamesh.base.people.queries import visible_people
from quotamesh.base.shell.notices import done
from quotamesh.base.shell.periods import year_name
from quotamesh.do.catalog.queries import product_lines
from quotamesh.plan.market import actions
from quotamesh.plan.market.access import may_write, need_writer
from quotamesh.plan.market.errors import BadEntry, NotAllowed, StaleEntry
from quotamesh.plan.market.forms import EntryForm, empty_initial, initial_of
from quotamesh.plan.market.models import Entry
from quotamesh.plan.market.queries import find_entry, history, read_book
from quotamesh.plan.market.views.asked import address, asked_product, asked_year, running_year
from quotamesh.plan.market.words import LABELS, change_words, entry_name


@require_http_methods(["GET", "POST"])
@login_required
def add(request, kind):
    _need_writer(request)
    if kind not in Entry.Kind.values:
        raise Http404(kind)
    year = asked_year(request.GET, running_year(request))
    product = asked_product(request.GET, product_lines())
    book = read_book(request.viewer, year, product, request.today)
    owner = Person.objects.filter(pk=request.viewer.person_id).first()
    form = EntryForm(
        request.POST or None,
        kind=kind,
        others=list(book.entries),
        currency=request.company.currency,
        people=visible_people(request.viewer),
        initial=empty_initial(request.today, owner),
    )
    if request.method == "POST" and form.is_valid():
        try:
            entry = actions.add_entry(
                request.actor,
                fiscal_year=year,
                product=product,
                kind=kind,
                today=request.today,
                **form.entry_fields(),
            )
        except BadEntry as error:
            form.tell(error)
        else:
            done(request, _("“%(name)s” is in the market.") % {"name": entry_name(entry)})
            return redirect(address(year, product))
    title = _("New: %(kind)s") % {"kind": Entry.Kind(kind).label}
    return _page(request, form, title, year, product)


@require_http_methods(["GET", "POST"])
@login_required
def edit(request, uid):
    entry = find_entry(request.viewer, uid)
    year, product = entry.book.fiscal_year, entry.book.product
    book = read_book(request.viewer, year, product, request.today)
    currency = request.company.currency
    form = EntryForm(
        request.POST or None,
        kind=entry.kind,
        others=[each for each in book.entries if each.pk != entry.pk],
        currency=currency,
        people=visible_people(request.viewer),
        initial=initial_of(entry, currency),
    )
    if request.method == "POST":
        _need_writer(request)
        if form.is_valid() and _changed(request, entry, form):
            done(request, _("“%(name)s” is changed.") % {"name": entry_name(entry)})
            return redirect(address(year, product))
    steps = history(entry)
    names = {str(each.uid): each.name for each in book.entries} | _owners(steps)
    more = {
        "entry": entry,
        "stale": not entry.removed and book.is_stale(entry),
        "steps": [_told(step, names, currency) for step in steps],
    }
    return _page(request, form, entry_name(entry), year, product, **more)


def _changed(request, entry: Entry, form: EntryForm) -> bool:
    """Whether the change is made; the form says why not."""
    try:
        actions.change_entry(
            request.actor,
            entry,
            seen=form.cleaned_data["seen"] or 0,
            today=request.today,
            **form.entry_fields(),
        )
    except BadEntry as error:
        form.tell(error)
    except StaleEntry as error:
        _tell_stale(request, form, error.now)
    else:
        return True
    return False


def _tell_stale(request, form: EntryForm, now: Entry) -> None:
    """Each field that differs says how it stands now; what was typed stays, and is saved when sent again."""
    if now.removed:
        form.add_error(None, _("Somebody took this input out meanwhile. Bring it back first."))
        return
    current = initial_of(now, request.company.currency)
    form.add_error(
        None, _("Somebody changed this input meanwhile. What you typed is kept; see what differs.")
    )
    for name, field in form.fields.items():
        typed, stands = form[name].value(), current.get(name)
        if name != "seen" and str(field.prepare_value(stands) or "") != str(typed or ""):
            form.add_error(name, _("It now says: %(value)s") % {"value": stands or _("nothing")})
    form.data = form.data.copy()
    form.data["seen"] = str(now.number)


def _owners(steps) -> dict[str, str]:
    """Names of those who answered for the entry at any time."""
    codes = {code for step in steps for name, *both in step.changed if name == "owner" for code in both}
    return dict(Person.objects.filter(code__in=codes - {None, ""}).values_list("code", "name"))


def _told(step, names: dict[str, str], currency: str) -> dict:
    changes = [
        (LABELS.get(name, name), *(change_words(name, value, names, currency) for value in (before, after)))
        for name, before, after in step.changed
        if before or after
    ]
    return {"step": step, "changes": changes}


@require_POST
@login_required
def remove(request, uid):
    entry = find_entry(request.viewer, uid)
    _need_writer(request)
    actions.remove_entry(request.actor, entry)
    undo = reverse("market:restore", args=[entry.uid])
    done(request, _("“%(name)s” is taken out.") % {"name": entry_name(entry)}, undo=undo)
    return redirect(address(entry.book.fiscal_year, entry.book.product))


@require_POST
@login_required
def restore(request, uid):
    entry = find_entry(request.viewer, uid)
    _need_writer(request)
    try:
        actions.restore_entry(request.actor, entry)
    except BadEntry as error:
        messages.error(request, " ".join(error.problems.values()))
    else:
        done(request, _("“%(name)s” is back.") % {"name": entry_name(entry)})
    return redirect(address(entry.book.fiscal_year, entry.book.product))


def _need_writer(request) -> None:
    try:
        need_writer(request.viewer)
    except NotAllowed as error:
        raise PermissionDenied from error


def _page(request, form: EntryForm, title: str, year: int, product, **more):
    back = address(year, product)
    context = {
        "form": form,
        "title": title,
        "kind": Entry.Kind(form.kind),
        "of": _(", ").join([product.name, year_name(year)]),
        "path": [{"label": _("Market"), "url": reverse("market:show")}, {"label": product.name, "url": back}],
        "back": back,
        "writes": may_write(request.viewer),
        "keep": f"market-{more['entry'].uid if 'entry' in more else form.kind}",
        **more,
    }
    return render(request, "market/entry.html", context, status=422 if form.errors else 200)
