"""The people at a customer's."""

from django.contrib.auth.decorators import login_required
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from quotamesh.base.shell.notices import done
from quotamesh.do.customers import actions
from quotamesh.do.customers.actions.contacts import FIELDS
from quotamesh.do.customers.errors import CustomerError
from quotamesh.do.customers.forms import ContactForm
from quotamesh.do.customers.views.common import changeable, find_contact, revision_seen
from quotamesh.do.customers.wording import sentence


@require_http_methods(["GET", "POST"])
@login_required
def add(request, uid):
    customer = changeable(request.viewer, uid)
    form = ContactForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        actions.add_contact(request.actor, customer, **form.cleaned_data)
        done(request, _("%(name)s is noted.") % {"name": form.cleaned_data["name"]})
        return redirect("customers:customer", customer.uid)
    context = {"form": form, "customer": customer}
    return render(request, "customers/contact.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
@login_required
def edit(request, uid):
    contact = find_contact(request.viewer, uid)
    initial = {name: getattr(contact, name) for name in FIELDS}
    form = ContactForm(request.POST if request.method == "POST" else None, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            actions.change_contact(request.actor, contact, seen=revision_seen(request), **form.cleaned_data)
        except CustomerError as error:
            form.add_error(None, sentence(error))
        else:
            done(request, _("%(name)s is noted.") % {"name": form.cleaned_data["name"]})
            return redirect("customers:customer", contact.customer.uid)
    context = {"form": form, "customer": contact.customer, "contact": contact}
    return render(request, "customers/contact.html", context, status=422 if form.errors else 200)


@require_POST
@login_required
def remove(request, uid):
    contact = find_contact(request.viewer, uid)
    actions.remove_contact(request.actor, contact)
    done(request, _("%(name)s is taken off.") % {"name": contact.name})
    return redirect("customers:customer", contact.customer.uid)
