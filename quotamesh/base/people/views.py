"""Signing in and out."""

from django.contrib.auth import login, logout
from django.contrib.auth.views import LoginView
from django.db.models import F
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from quotamesh.base.people.models import Role, User
from quotamesh.base.store.validity import earliest_first


class SignIn(LoginView):
    template_name = "people/sign_in.html"
    redirect_authenticated_user = True

    def get_context_data(self, **kwargs):
        company = self.request.company
        cast = demo_cast() if company.is_demo else []
        return super().get_context_data(company=company, demo_cast=cast, **kwargs)


def demo_cast():
    """The people of the demo company one can be, the company's head first, each with role and unit as words."""
    rows = User.objects.filter(is_active=True).select_related("person")
    rows = rows.annotate(
        seat_role=F("person__tenures__role"), unit_word=F("person__tenures__seat__parent__name")
    )
    # A row a seat, the seat begun last at the end: it is the one that stays.
    users = {user.pk: user for user in rows.order_by("id", earliest_first("person__tenures__"))}
    for user in users.values():
        user.enter_url = reverse("people:enter_demo", args=[user.username])
        user.role_word = Role(user.role or user.seat_role or Role.REPRESENTATIVE).label
    return list(users.values())


@require_POST
def sign_out(request):
    logout(request)
    return redirect("people:sign_in")


@require_POST
def enter_demo(request, username):
    """Look around as somebody of the demo company; no company of one's own has this door."""
    if not request.company.is_demo:
        raise Http404
    user = get_object_or_404(User, username=username, is_active=True)
    login(request, user, backend="django.contrib.auth.backends.ModelBackend")
    return redirect("home")


def locked_out(request, *args, **kwargs):
    """Too many wrong passwords: say so, with when to try again."""
    return render(request, "people/locked_out.html", status=429)
