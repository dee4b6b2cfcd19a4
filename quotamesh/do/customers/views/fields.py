"""Own fields of the customer's record: what sales operations want to know besides."""

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from quotamesh.base.shell.notices import done
from quotamesh.base.store.fields import new_uid
from quotamesh.do.customers import actions
from quotamesh.do.customers.access import may_define
from quotamesh.do.customers.forms import OwnFieldForm
from quotamesh.do.customers.models import OwnField

FIELDS = ("name_zh", "name_en", "choices", "order")


@require_http_methods(["GET", "POST"])
@login_required
def fields(request):
    """The fields there are, and a new one."""
    if not may_define(request.viewer):
        raise PermissionDenied
    form = OwnFieldForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        made = actions.make_field(request.actor, code=f"f{new_uid().hex[-10:]}", **form.cleaned_data)
        done(request, _("%(field)s is in the record now.") % {"field": made})
        return redirect("customers:fields")
    context = {"form": form, "rows": list(OwnField.objects.all())}
    return render(request, "customers/fields.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
@login_required
def field(request, uid):
    found = _field(request, uid)
    initial = {name: getattr(found, name) for name in FIELDS} | {"choices": ", ".join(found.choices)}
    form = OwnFieldForm(request.POST if request.method == "POST" else None, made=found, initial=initial)
    if request.method == "POST" and form.is_valid():
        actions.change_field(request.actor, found, **form.cleaned_data)
        done(request, _("%(field)s is noted.") % {"field": found})
        return redirect("customers:fields")
    context = {"form": form, "field": found}
    return render(request, "customers/field.html", context, status=422 if form.errors else 200)


@require_POST
@login_required
def retire(request, uid):
    """Take a field out of the form, or back into it; what was written stays."""
    found = _field(request, uid)
    actions.change_field(request.actor, found, retired=not found.retired)
    text = _("%(field)s is out of the record.") if found.retired else _("%(field)s is in the record now.")
    done(request, text % {"field": found})
    return redirect("customers:fields")


def _field(request, uid) -> OwnField:
    if not may_define(request.viewer):
        raise PermissionDenied
    found = OwnField.objects.filter(uid=uid).first()
    if found is None:
        raise Http404
    return found
