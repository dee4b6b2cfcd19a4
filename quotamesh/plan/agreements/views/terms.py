"""Standard of completion, reward and penalty: the texts agreements are made with."""

from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from quotamesh.base.people.models import Role
from quotamesh.base.shell.notices import done
from quotamesh.plan.agreements import actions
from quotamesh.plan.agreements.access import may_write_terms
from quotamesh.plan.agreements.errors import AgreementError, NotAllowed
from quotamesh.plan.agreements.forms import TermsForm
from quotamesh.plan.agreements.queries import terms_history
from quotamesh.plan.agreements.texts import terms_by_role
from quotamesh.plan.agreements.views.answers import page
from quotamesh.plan.agreements.wording import sentence


@require_http_methods(["GET", "POST"])
@page
def show(request):
    if not may_write_terms(request.viewer):
        raise NotAllowed
    if request.method == "POST":
        form = TermsForm(request.POST)
        if form.is_valid() and _written(request, form):
            return redirect(f"{reverse('agreements:terms')}?role={form.cleaned_data['role']}")
        return _page(request, form, form.data.get("role", ""), 422)
    role = request.GET.get("role", "")
    role = role if role in Role.values else ""
    _version, text = terms_by_role([role])[role]
    return _page(request, TermsForm(initial=TermsForm.initial_of(role, text)), role)


def _written(request, form: TermsForm) -> bool:
    try:
        made = actions.write_terms(request.actor, form.cleaned_data["role"], form.text)
    except AgreementError as error:
        form.add_error(None, sentence(error))
        return False
    done(
        request,
        _("Version %(version)d is written; agreements made from now on bear it.") % {"version": made.version},
    )
    return True


def _page(request, form: TermsForm, role: str, status: int = 200):
    roles = [("", _("Everybody")), *Role.choices]
    tabs = [{"label": word, "url": f"?role={code}", "active": code == role} for code, word in roles]
    version, _text = terms_by_role([role])[role]
    context = {"form": form, "tabs": tabs, "role": role, "version": version, "history": terms_history(role)}
    return render(request, "agreements/terms.html", context, status=status)
