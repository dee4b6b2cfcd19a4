"""Making a customer, and changing its record."""

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from quotamesh.base.people.models import Person
from quotamesh.base.shell.notices import done
from quotamesh.do.customers import actions
from quotamesh.do.customers.access import may_write
from quotamesh.do.customers.actions.write import FIELDS
from quotamesh.do.customers.duplicates import alike_in_sight
from quotamesh.do.customers.errors import CustomerError, StaleCustomer
from quotamesh.do.customers.forms import OWN, CustomerForm
from quotamesh.do.customers.models import Customer
from quotamesh.do.customers.queries import own_fields
from quotamesh.do.customers.views.common import changeable, plain, revision_seen
from quotamesh.do.customers.wording import sentence
from quotamesh.do.customers.words import in_use


@require_http_methods(["GET", "POST"])
@login_required
def new(request):
    """A new customer is its maker's; who holds no seat makes one of nobody's.

    Where one like it is there already, it is made when the form is sent again: `asked` is the name for which
    that has been shown, as one typed or by the answer to the first sending.
    """
    if not may_write(request.viewer):
        raise PermissionDenied
    sent = request.POST if request.method == "POST" else None
    form = CustomerForm(sent, own=own_fields(), initial={"name": plain(request.GET.get("name"))})
    name = plain(form["name"].value())
    alike = alike_in_sight(request.viewer, name)
    if sent is not None and form.is_valid():
        if (alike.shown or alike.elsewhere) and plain(sent.get("asked")) != name:
            form.add_error("name", _("Look whether it is one of these. If not, send the form once more."))
        elif made := _make(request, form):
            done(request, _("%(customer)s is there.") % {"customer": made.name})
            return redirect("customers:customer", made.uid)
    context = {"form": form, "alike": alike, "name": name, "in_use": in_use()}
    return render(request, "customers/edit.html", context, status=422 if form.errors else 200)


def _make(request, form: CustomerForm) -> Customer | None:
    owner = Person.objects.filter(pk=request.viewer.person_id).first()
    try:
        return actions.make_customer(request.actor, owner=owner, **form.values)
    except CustomerError as error:
        form.add_error("code", sentence(error))
        return None


@require_http_methods(["GET", "POST"])
@login_required
def edit(request, uid):
    """The record under change; a stale one comes back with both versions and all that was typed."""
    found = changeable(request.viewer, uid)
    own = own_fields()
    sent = request.POST if request.method == "POST" else None
    form = CustomerForm(sent, own=own, made=True, initial=_initial(found))
    context = {"form": form, "customer": found, "seen": found.revision}
    if sent is not None and form.is_valid():
        try:
            actions.change_customer(request.actor, found, seen=revision_seen(request), **form.values)
        except StaleCustomer as error:
            form.add_error(None, sentence(error))
            context["both"] = _both(form, error)
        except CustomerError as error:
            form.add_error(None, sentence(error))
        else:
            done(request, _("%(customer)s is noted.") % {"customer": form.cleaned_data["name"]})
            return redirect("customers:customer", found.uid)
    return render(
        request, "customers/edit.html", context | {"in_use": in_use()}, status=422 if form.errors else 200
    )


def _initial(customer: Customer) -> dict:
    tags = ", ".join(tag.name for tag in customer.tags.all())
    kept = {OWN + code: value for code, value in customer.own.items()}
    return {name: getattr(customer, name) for name in FIELDS} | {"tags": tags} | kept


def _both(form: CustomerForm, error: StaleCustomer) -> list[tuple[str, str, str]]:
    """Label, mine, theirs of each field that differs."""
    rows = []
    for name, (mine, theirs) in error.fields.items():
        if name == "own":
            codes = [
                each for each in form.own if (mine or {}).get(each.code) != (theirs or {}).get(each.code)
            ]
            rows += [(str(each), mine.get(each.code, "–"), theirs.get(each.code, "–")) for each in codes]
        else:
            rows.append((form[name].label, _word(mine), _word(theirs)))
    return rows


def _word(value) -> str:
    if isinstance(value, list):
        value = ", ".join(value)
    return "–" if value in (None, "") else str(value)
