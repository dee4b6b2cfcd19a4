"""今天 Today: the first page of who sells, and the calendar feed."""

from datetime import date
from urllib.parse import urlencode

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from quotamesh.base.people.models import Role
from quotamesh.base.people.viewer import viewer_of
from quotamesh.base.shell.notices import done
from quotamesh.check.today import actions, queries, showing
from quotamesh.check.today import feed as feeds
from quotamesh.check.today.desk import Desk
from quotamesh.check.today.errors import TodayError
from quotamesh.check.today.forms import RuleForm
from quotamesh.check.today.models import Answer
from quotamesh.check.today.rules import rules as all_rules
from quotamesh.do.followups.access import may_write
from quotamesh.kernel import ics


@require_GET
@login_required
def show(request):
    desk = _desk(request)
    if desk is None:
        return render(request, "today/nobody.html")
    day = queries.day_of(desk)
    everything = request.GET.get("all") == "1"
    context = {
        "day": day,
        "actions": day.actions if everything else day.actions[: queries.FIRST],
        "rest": 0 if everything else max(0, len(day.actions) - queries.FIRST),
        "leads": bool(request.viewer.roles & {Role.LEADER, Role.DIRECTOR}),
        "headline": showing.headline(day.standing, request.today),
        "later": showing.later_days(request.today),
        "reasons": showing.reasons(),
        "currency": request.company.currency,
        "may_write": may_write(request.viewer),
        "may_rule": request.viewer.can("catalog"),
        "today": request.today,
    }
    return render(request, "today/today.html", context)


def _desk(request) -> Desk | None:
    return queries.desk_of(request.viewer, request.company, request.today, request.actor.at)


def _own_desk(request) -> Desk:
    desk = _desk(request)
    if desk is None:
        raise Http404
    return desk


@require_POST
@login_required
def answer(request):
    """Done, later or dismissed, with one press; the way back stands in the answer."""
    desk, told = _own_desk(request), request.POST
    kind, key = told.get("kind", "")[:20], told.get("key", "")[:100]
    state = told.get("state", "")
    if state not in Answer.State.values:
        raise Http404(state)
    reason = told.get("reason", "").replace("\x00", "")
    try:
        actions.answer(request.actor, desk, kind, key, state, until=_day(told.get("until")), reason=reason)
    except TodayError as error:
        messages.error(request, error.words())
    else:
        said = {"done": _("Done."), "later": _("Put off."), "dismissed": _("Dismissed.")}[state]
        done(request, said, undo=f"{reverse('today:take_back')}?{urlencode({'kind': kind, 'key': key})}")
    return redirect("today:show")


def _day(text: str | None) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        return None


@require_POST
@login_required
def take_back(request):
    desk = _own_desk(request)
    try:
        actions.take_back(
            request.actor, desk, request.GET.get("kind", "")[:20], request.GET.get("key", "")[:100]
        )
    except TodayError as error:
        messages.error(request, error.words())
    return redirect("today:show")


@require_http_methods(["GET", "POST"])
@login_required
def rules(request):
    """What each kind of action takes and brings; the company's catalogue keepers set it."""
    if not request.viewer.can("catalog"):
        raise PermissionDenied
    data = request.POST if request.method == "POST" else None
    forms = [RuleForm(rule, data) for rule in all_rules().values()]
    valid = [form.is_valid() for form in forms]
    if data is not None and all(valid):
        actions.set_rules(request.actor, {form.kind: form.rule() for form in forms})
        done(request, _("Kept. Everybody's list follows at once."))
        return redirect("today:rules")
    return render(request, "today/rules.html", {"forms": forms}, status=422 if data is not None else 200)


@require_http_methods(["GET", "POST"])
@login_required
def calendar(request):
    """The secret link: shown once when it is made, renewed or ended at any time."""
    link = ""
    if request.method == "POST":
        if request.POST.get("verb") == "end":
            actions.end_feed(request.actor, request.user)
            done(request, _("The link no longer works."))
            return redirect("today:calendar")
        token = actions.renew_feed(request.actor, request.user)
        link = _absolute(request, reverse("today:feed", args=[token]))
    context = {"feed": feeds.feed_of(request.user), "link": link}
    response = render(request, "today/calendar.html", context)
    response.headers["Cache-Control"] = "no-store"
    return response


def _absolute(request, path: str) -> str:
    return f"{settings.PUBLIC_URL}{path}" if settings.PUBLIC_URL else request.build_absolute_uri(path)


@require_GET
def feed(request, token):
    """A calendar for who has the link; a phone asks without signing in."""
    user = feeds.owner_of(token)
    if user is None:
        raise Http404
    viewer = viewer_of(user, request.today)
    with override(user.language or settings.LANGUAGE_CODE):
        events = feeds.events(viewer, request.today, lambda path: _absolute(request, path))
        text = ics.calendar(f"{request.company.name} · {_('Today')}", events, timezone.now())
    headers = {"Cache-Control": "private, no-store", "X-Robots-Tag": "noindex"}
    return HttpResponse(text, content_type="text/calendar; charset=utf-8", headers=headers)
