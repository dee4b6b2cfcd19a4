"""The first page of all: look around in the demo company, or set up one's own in five steps."""

import secrets
from functools import cache

from django import forms
from django.conf import settings
from django.contrib.auth import login
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.crypto import constant_time_compare
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from quotamesh.base.people.actions.accounts import open_account
from quotamesh.base.people.models import Role
from quotamesh.base.people.queries import company as the_company
from quotamesh.base.trail.actions import Actor
from quotamesh.check.attainment.spans import month_word
from quotamesh.site.demo.build import build_demo
from quotamesh.site.demo.clear import clear_demo
from quotamesh.site.setup import found
from quotamesh.site.steps import STEPS

CURRENCIES = ("CNY", "USD", "EUR", "HKD", "TWD", "JPY", "GBP", "SGD", "KRW")
COUNTRIES = ("CN", "HK", "TW", "SG", "US", "GB", "DE", "FR", "JP", "KR")


@cache
def _made_key() -> str:
    return secrets.token_urlsafe(16)


def setup_key() -> str:
    """The key that lets whoever started the server, and nobody else on the network, set the company up."""
    path = settings.DATA / "setup.key"
    if not path.exists():
        path.touch(mode=0o600)
        path.write_text(_made_key())
    return path.read_text().strip()


def may_set_up(request) -> bool:
    """With the key from the console, or straight from this machine while there is only the demo or nothing.

    Behind a proxy everybody seems to come from this machine: there, only the key counts.
    """
    given = request.GET.get("key") or request.session.get("setup_key", "")
    if given and constant_time_compare(given, setup_key()):
        request.session["setup_key"] = given
        return True
    forwarded = settings.HTTPS or any(
        name in request.headers for name in ("Forwarded", "X-Forwarded-For", "Via")
    )
    return not forwarded and request.META.get("REMOTE_ADDR") in ("127.0.0.1", "::1")


class CompanyForm(forms.Form):
    name = forms.CharField(label=gettext_lazy("Company name"), max_length=200)
    fiscal_start = forms.TypedChoiceField(
        label=gettext_lazy("First month of the fiscal year"),
        coerce=int,
        initial=1,
        choices=lambda: [(month, month_word(month)) for month in range(1, 13)],
        help_text=gettext_lazy("A fiscal year bears the number of the calendar year in which it ends."),
    )
    currency = forms.ChoiceField(
        label=gettext_lazy("Currency"), choices=[(code, code) for code in CURRENCIES]
    )
    country = forms.ChoiceField(
        label=gettext_lazy("Working days of"),
        choices=[(code, code) for code in COUNTRIES],
        help_text=gettext_lazy(
            "Public holidays, and in China the make-up days, come from the public calendar."
        ),
    )
    username = forms.CharField(label=gettext_lazy("Your sign-in name"), max_length=150)
    password = forms.CharField(
        label=gettext_lazy("Your password"),
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        help_text=gettext_lazy("At least ten characters."),
    )


def welcome(request):
    company = the_company()
    if company is not None and not company.is_demo:
        return redirect("home")
    if not may_set_up(request):
        return render(request, "site/key_wanted.html", status=403)
    form = CompanyForm(request.POST or None)
    if request.method == "POST" and form.is_valid() and _set_up(request, form):
        return redirect("setup")
    context = {
        "form": form,
        "is_demo_there": company is not None,
        "steps": [{"label": s.label} for s in STEPS],
    }
    return render(request, "site/welcome.html", context, status=422 if form.errors else 200)


@transaction.atomic
def _set_up(request, form: CompanyForm) -> bool:
    """Found the company and its administrator; a demo company makes room."""
    data = form.cleaned_data
    actor = Actor(data["username"], timezone.now())
    try:
        with transaction.atomic():
            clear_demo(actor)
            found(
                actor,
                name=data["name"],
                currency=data["currency"],
                fiscal_start=data["fiscal_start"],
                country=data["country"],
                setup_step=2,
            )
            user = open_account(
                actor, username=data["username"], password=data["password"], role=Role.ADMINISTRATOR
            )
    except ValidationError as error:
        form.add_error("password", error)
        return False
    login(request, user, backend="django.contrib.auth.backends.ModelBackend")
    return True


@require_POST
def make_demo(request):
    """One click: the demo company, and in as its head."""
    if the_company() is not None:
        raise Http404
    if not may_set_up(request):
        return render(request, "site/key_wanted.html", status=403)
    build_demo(Actor(_("first page"), timezone.now()), seed=2026)
    return redirect("people:sign_in")
