"""What waits for one's decision, what one asked for, what is decided; and one request."""

from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET

from quotamesh.base.approvals import actions, queries
from quotamesh.base.approvals.access import may_keep_rules
from quotamesh.base.approvals.models import Request
from quotamesh.base.approvals.showing import FILE_COLUMNS, card_of, file_row
from quotamesh.base.approvals.views.answers import verb
from quotamesh.base.shell.notices import done
from quotamesh.base.tables.export import table_response

TABS = ("waiting", "asked", "decided")


@require_GET
@login_required
def inbox(request):
    found = queries.inbox(request.viewer, request.today)
    tab = request.GET.get("tab", TABS[0])
    if tab not in TABS:
        raise Http404
    rows = getattr(found, tab)
    if form := request.GET.get("format"):
        columns = [str(label) for label in FILE_COLUMNS]
        lines = (file_row(each, request.company.currency) for each in rows)
        return table_response("approvals", columns, lines, form)
    words = {"waiting": _("To decide"), "asked": _("Asked by me"), "decided": _("Decided")}
    context = {
        "tab": tab,
        "tabs": [
            {
                "url": f"?tab={name}",
                "label": words[name],
                "active": tab == name,
                "count": len(found.waiting) if name == "waiting" else None,
            }
            for name in TABS
        ],
        "cards": [card_of(each, request.today) for each in rows],
        "headline": headline(found, request.today),
        "may_keep_rules": may_keep_rules(request.viewer),
        "currency": request.company.currency,
    }
    return render(request, "approvals/inbox.html", context)


def headline(found: queries.Inbox, day) -> str:
    count = len(found.waiting)
    if not count:
        return _("Nothing waits for your decision.")
    text = ngettext(
        "%(count)d request waits for your decision", "%(count)d requests wait for your decision", count
    ) % {"count": count}
    late = found.overdue(day)
    if not late:
        return _("%(text)s; none is overdue.") % {"text": text}
    more = ngettext("%(count)d is overdue.", "%(count)d are overdue.", late) % {"count": late}
    return _("%(text)s; %(more)s") % {"text": text, "more": more}


@require_GET
@login_required
def show(request, uid):
    found = queries.find_request(request.viewer, request.today, uid)
    context = {
        "card": card_of(found, request.today),
        "may_decide": queries.waits_for(request.viewer, request.today, found),
        "may_withdraw": queries.may_withdraw(request.viewer, found),
        "untouched": queries.untouched(found),
        "currency": request.company.currency,
    }
    return render(request, "approvals/request.html", context)


@verb("approvals:request")
def decide(request, uid):
    found = queries.find_request(request.viewer, request.today, uid)
    approve = request.POST.get("verdict") == "approve"
    reason = request.POST.get("reason", "").replace("\x00", "")[:2000]
    step = request.POST.get("step", "")
    row = actions.decide(
        request.actor,
        found,
        approve=approve,
        day=request.today,
        reason=reason,
        step=int(step) if step.isascii() and step.isdigit() and len(step) < 5 else None,
    )
    done(request, _told(row, approve) % {"label": row.label})
    return redirect("approvals:inbox")


def _told(row: Request, approve: bool) -> str:
    if not approve:
        return _("“%(label)s” is refused.")
    return _("“%(label)s” goes on to the next step.") if row.open else _("“%(label)s” is approved.")


@verb("approvals:request")
def withdraw(request, uid):
    found = queries.find_request(request.viewer, request.today, uid)
    row = actions.withdraw(request.actor, found)
    done(request, _("“%(label)s” is withdrawn.") % {"label": row.label})
    return redirect("approvals:request", uid)
