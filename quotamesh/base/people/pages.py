"""Pages of the organisation, sign-ins and keys."""

from django import forms
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_POST

from quotamesh.base.people.actions import accounts
from quotamesh.base.people.actions.move import BadMove, hand_over, move
from quotamesh.base.people.models import ApiToken, Person, Role, Tenure, Unit, User
from quotamesh.base.people.organisation import Place, places, signing_in
from quotamesh.base.people.viewer import Viewer
from quotamesh.base.shell.notices import done
from quotamesh.base.shell.tables import Column, Table
from quotamesh.base.store.validity import latest_first
from quotamesh.base.tables.export import shown_table


def allowed(viewer: Viewer, right: str) -> None:
    """What one may not do does not exist.

    Raises:
        Http404
    """
    if not viewer.can(right):
        raise Http404


@require_GET
@login_required
def organisation(request):
    found = places(request.viewer, request.today)
    seats = [place for place in found if place.unit.kind == Unit.Kind.SEAT and place.now]
    columns = [
        Column("name", _("Unit"), "strong", link="url"),
        Column("code", _("Code"), phone=False),
        Column("kind", _("Kind"), phone=False),
        Column("person", _("Held by")),
        Column("role", _("Role")),
        Column("since", _("Since"), "date", phone=False),
        Column("notices", _("Notices")),
    ]
    rows = [_row(place) for place in found if place.unit.kind != Unit.Kind.SEAT or place.tenures]
    table = Table(columns, rows, _("Organisation"))
    if file := shown_table(request, table, "organisation"):
        return file
    unheard = sum(place.unheard for place in seats)
    context = {
        "people": len(seats),
        "unheard": unheard,
        "table": table,
        "may_open": request.viewer.can("administer"),
    }
    return render(request, "people/organisation.html", context)


def _row(place: Place) -> dict:
    unit, now = place.unit, place.now
    return {
        "name": unit.name,
        "code": unit.code,
        "kind": unit.get_kind_display(),
        "depth": unit.depth,
        "person": now.person.name if now else (_("vacant") if place.tenures else ""),
        "role": now.get_role_display() if now else "",
        "since": now.valid_from if now else None,
        "notices": _("none: cannot sign in") if place.unheard else "",
        "url": f"/organisation/{unit.uid}/" if unit.kind == Unit.Kind.SEAT else "",
    }


class MoveForm(forms.Form):
    """A person moves to another unit, or another person takes the seat, from a day on."""

    day = forms.DateField(label=gettext_lazy("From"), widget=forms.DateInput(attrs={"type": "date"}))
    unit = forms.ModelChoiceField(
        label=gettext_lazy("Move to the unit"),
        queryset=Unit.objects.exclude(kind=Unit.Kind.SEAT),
        to_field_name="uid",
        required=False,
    )
    successor = forms.ModelChoiceField(
        label=gettext_lazy("Hand the seat over to"),
        queryset=Person.objects.all(),
        to_field_name="uid",
        required=False,
    )

    def clean(self):
        data = super().clean()
        if bool(data.get("unit")) == bool(data.get("successor")):
            raise ValidationError(_("Choose either a unit to move to or a successor."))
        return data


@login_required
def seat(request, uid):
    """One seat: who held it from when to when; with the right, moving and handing over."""
    unit = get_object_or_404(Unit, request.viewer.units(), uid=uid, kind=Unit.Kind.SEAT)
    may = request.viewer.can("organise")
    form = MoveForm(request.POST or None, initial={"day": request.today}) if may else None
    if request.method == "POST":
        allowed(request.viewer, "organise")
        if form.is_valid() and _moved(request, unit, form):
            done(request, _("The change is noted."))
            return redirect("people:organisation")
    history = Tenure.objects.filter(seat=unit).select_related("person").order_by(latest_first())
    columns = [
        Column("person", _("Held by"), "strong"),
        Column("role", _("Role")),
        Column("start", _("From"), "date"),
        Column("end", _("Until"), "date"),
    ]
    rows = [
        {"person": t.person.name, "role": t.get_role_display(), "start": t.valid_from, "end": t.valid_to}
        for t in history
    ]
    now = next((tenure.person for tenure in history if tenure.covers(request.today)), None)
    context = {
        "unit": unit,
        "form": form,
        "table": Table(columns, rows, _("Holders of this seat")),
        "unheard": now if now and now.pk not in signing_in() else None,
    }
    return render(request, "people/seat.html", context, status=422 if form and form.errors else 200)


def _moved(request, unit: Unit, form: MoveForm) -> bool:
    data = form.cleaned_data
    try:
        if data["unit"]:
            move(request.actor, unit, to=data["unit"], day=data["day"])
        else:
            hand_over(request.actor, unit, to=data["successor"], day=data["day"])
    except BadMove as error:
        form.add_error("day", str(error.words()))
        return False
    return True


class AccountForm(forms.Form):
    username = forms.CharField(label=gettext_lazy("Sign-in name"), max_length=150)
    person = forms.ModelChoiceField(
        label=gettext_lazy("Person"),
        queryset=Person.objects.filter(user=None),
        to_field_name="uid",
        required=False,
        help_text=gettext_lazy("Sees what the person's seat sees."),
    )
    role = forms.ChoiceField(
        label=gettext_lazy("Role without a seat"), choices=[("", "–"), *Role.choices], required=False
    )
    password = forms.CharField(
        label=gettext_lazy("Password"), widget=forms.PasswordInput(attrs={"autocomplete": "new-password"})
    )

    def clean(self):
        data = super().clean()
        if not data.get("person") and not data.get("role"):
            raise ValidationError(_("Choose a person, or a role."))
        return data


@login_required
def account_list(request):
    allowed(request.viewer, "administer")
    form = AccountForm(request.POST or None)
    if request.method == "POST" and form.is_valid() and _opened(request, form):
        done(request, _("The sign-in is made."))
        return redirect("people:accounts")
    users = User.objects.select_related("person").order_by("username")
    context = {"form": form, "users": users}
    return render(request, "people/accounts.html", context, status=422 if form.errors else 200)


def _opened(request, form: AccountForm) -> bool:
    data = form.cleaned_data
    try:
        with transaction.atomic():
            accounts.open_account(request.actor, **data)
    except ValidationError as error:
        form.add_error("password", error)
    except IntegrityError:
        form.add_error("username", _("This sign-in name is taken."))
    return not form.errors


@require_POST
@login_required
def close_account(request, uid):
    allowed(request.viewer, "administer")
    user = get_object_or_404(User, uid=uid)
    if user.pk != request.user.pk:
        accounts.close_account(request.actor, user)
        done(request, _("The sign-in is closed."))
    return redirect("people:accounts")


@login_required
def tokens(request):
    """One's own keys for programs; a new one is shown once."""
    fresh = ""
    if request.method == "POST":
        name = request.POST.get("name", "").strip()[:100] or _("Key")
        fresh = accounts.issue_token(request.actor, request.user, name)
    mine = ApiToken.objects.filter(user=request.user).order_by("-id")
    return render(request, "people/tokens.html", {"tokens": mine, "fresh": fresh})


@require_POST
@login_required
def revoke_token(request, uid):
    token = get_object_or_404(ApiToken, user=request.user, uid=uid, revoked_at=None)
    accounts.revoke_token(request.actor, token)
    return redirect("people:tokens")
