"""Notices: what one should know, what one wants to be told how, and the robots of groups."""

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from quotamesh.base.notices import actions, queries
from quotamesh.base.notices.access import may_keep_channels, own_notices, visible_channels
from quotamesh.base.notices.errors import NoticeError
from quotamesh.base.notices.forms import ChangeForm, ChannelForm
from quotamesh.base.notices.kinds import kind_of, kinds, known
from quotamesh.base.notices.models import Delivery
from quotamesh.base.people.models import Unit
from quotamesh.base.people.queries import visible_units
from quotamesh.base.shell.notices import done


@require_GET
@login_required
def index(request):
    """One's notices: the unread ones, or all."""
    everything, kind = request.GET.get("all") == "1", request.GET.get("kind", "")
    before = request.GET.get("before", "")
    if (kind and not known(kind)) or (
        before and not (before.isascii() and before.isdigit() and len(before) < 19)
    ):
        raise Http404
    rows = queries.listed(
        request.viewer, unread=not everything, kind=kind, before=int(before) if before else None
    )
    count = queries.unread_count(request.viewer)
    context = {
        "rows": rows,
        "count": count,
        "kinds": kinds(),
        "kind": kind,
        "everything": everything,
        "more": rows[-1].notice.pk if len(rows) == queries.SHOWN else None,
        "may_keep": may_keep_channels(request.viewer),
        "headline": headline(count),
        "tabs": [
            {"url": "?", "label": _("Unread"), "active": not everything, "count": count},
            {"url": "?all=1", "label": _("All"), "active": everything},
        ],
    }
    return render(request, "notices/list.html", context)


def headline(count: int) -> str:
    if not count:
        return _("You have read everything.")
    if count > queries.MOST:
        return _("More than 99 notices are unread.")
    return ngettext("%(n)d notice is unread.", "%(n)d notices are unread.", count) % {"n": count}


@require_POST
@login_required
def open_notice(request, uid):
    """Read it and go where it leads."""
    notice = get_object_or_404(own_notices(request.viewer), uid=uid)
    actions.mark_read(request.actor, request.viewer, [uid])
    safe = notice.url.startswith("/") and url_has_allowed_host_and_scheme(notice.url, allowed_hosts=None)
    return redirect(notice.url if safe else "notices:list")


@require_POST
@login_required
def mark(request, uid):
    """Mark one as read, or as unread again."""
    get_object_or_404(own_notices(request.viewer), uid=uid)
    if request.POST.get("as") == "unread":
        actions.mark_unread(request.viewer, [uid])
    else:
        actions.mark_read(request.actor, request.viewer, [uid])
    return redirect("notices:list")


@require_POST
@login_required
def read_all(request):
    kind = request.POST.get("kind", "")
    count = actions.mark_all_read(request.actor, request.viewer, kind if known(kind) else "")
    done(request, ngettext("%(n)d notice is read.", "%(n)d notices are read.", count) % {"n": count})
    return redirect("notices:list")


@require_http_methods(["GET", "POST"])
@login_required
def preferences(request):
    """Per kind: in the product, by e-mail."""
    if request.method == "POST":
        told = {
            kind.code: (f"shown-{kind.code}" in request.POST, f"mailed-{kind.code}" in request.POST)
            for kind in kinds()
        }
        actions.prefer(request.user.pk, told)
        done(request, _("Your wishes are kept."))
        return redirect("notices:preferences")
    address = queries.address_of(request.user)
    context = {
        "wishes": queries.wishes(request.user.pk),
        "address": address,
        "mail_ready": settings.MAIL_READY,
        "mails": bool(address) and settings.MAIL_READY,
    }
    return render(request, "notices/preferences.html", context)


@require_GET
@login_required
def deliveries(request):
    """What went out, and what did not."""
    state = request.GET.get("state", "")
    if state and state not in Delivery.State.values:
        raise Http404
    rows = queries.deliveries(request.viewer, state)
    failed = sum(row.state == Delivery.State.FAILED for row in rows)
    waiting = sum(row.state == Delivery.State.WAITING for row in rows)
    context = {
        "rows": [{"row": row, "sign": SIGNS[row.state], "kind": kind_of(row.kind).name} for row in rows],
        "state": state,
        "states": Delivery.State.choices,
        "headline": _delivered(failed, waiting),
    }
    return render(request, "notices/deliveries.html", context)


SIGNS = {"waiting": "watch", "sending": "watch", "sent": "good", "failed": "bad"}


def _delivered(failed: int, waiting: int) -> str:
    if failed:
        return ngettext(
            "%(n)d message did not arrive.", "%(n)d messages did not arrive.", failed
        ) % {"n": failed}  # fmt: skip
    if waiting:
        return ngettext("%(n)d message is on its way.", "%(n)d messages are on their way.", waiting) % {
            "n": waiting
        }
    return _("Every message has arrived.")


def _keepers_only(request) -> None:
    if not may_keep_channels(request.viewer):
        raise Http404


@require_http_methods(["GET", "POST"])
@login_required
def channels(request):
    """The robots of groups, and a new one."""
    _keepers_only(request)
    data = request.POST if request.method == "POST" else None
    units = visible_units(request.viewer).exclude(kind=Unit.Kind.SEAT).order_by("path")
    initial = {"kinds": [kind.code for kind in kinds()], "language": settings.LANGUAGE_CODE}
    form = ChannelForm(data, units=units, initial=initial)
    if data is not None and form.is_valid():
        wanted = {name: value for name, value in form.cleaned_data.items() if name != "revision"}
        if _done(form, lambda: actions.keep_channel(request.actor, **wanted)):
            done(request, _("The robot is kept. Try it, to see whether its address is right."))
            return redirect("notices:channels")
    context = {"channels": list(visible_channels(request.viewer)), "form": form}
    return render(request, "notices/channels.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
@login_required
def channel(request, uid):
    found = get_object_or_404(visible_channels(request.viewer), uid=uid)
    data = request.POST if request.method == "POST" else None
    initial = {name: getattr(found, name) for name in ("name", "kinds", "language", "revision")}
    form = ChangeForm(data, kept=True, initial=initial)
    if data is not None and form.is_valid():
        wanted = form.cleaned_data | {"revision": form.cleaned_data["revision"] or 0}
        if _done(form, lambda: actions.change_channel(request.actor, found, **wanted)):
            done(request, _("The robot is changed."))
            return redirect("notices:channels")
    context = {"channel": found, "form": form}
    return render(request, "notices/channel.html", context, status=422 if form.errors else 200)


def _done(form: ChangeForm, verb) -> bool:
    try:
        verb()
    except NoticeError as error:
        form.add_error(error.field or None, error.words())
        return False
    return True


@require_POST
@login_required
def try_channel(request, uid):
    found = get_object_or_404(visible_channels(request.viewer), uid=uid)
    actions.try_channel(request.actor, found)
    done(request, _("A word is on its way to “%(name)s”.") % {"name": found.name})
    return redirect("notices:deliveries")


@require_POST
@login_required
def end_channel(request, uid):
    found = get_object_or_404(visible_channels(request.viewer), uid=uid)
    actions.end_channel(request.actor, found)
    done(request, _("“%(name)s” is told nothing any more.") % {"name": found.name})
    return redirect("notices:channels")
