"""Whose a customer is: giving it to somebody else, sharing it, and handing over a leaver's in one go."""

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from quotamesh.base.shell.notices import done
from quotamesh.do.customers import actions
from quotamesh.do.customers.access import may_assign, may_give, may_share
from quotamesh.do.customers.errors import CustomerError, NobodyToTake
from quotamesh.do.customers.owners import (
    assignable,
    known_to,
    leavers,
    owned_by,
    person_in_sight,
    shareable,
    spread,
)
from quotamesh.do.customers.views.common import find_customer, plain
from quotamesh.do.customers.wording import sentence


@require_http_methods(["GET", "POST"])
@login_required
def reassign(request, uid):
    customer = find_customer(request.viewer, uid)
    if not may_give(request.viewer, customer):
        raise PermissionDenied
    people = assignable(request.viewer, request.today)
    context = {"customer": customer, "people": people, "chosen": "", "why": ""}
    if request.method == "POST":
        chosen, why = plain(request.POST.get("person")), plain(request.POST.get("why"))
        to = next((person for person in people if person.code == chosen), None)
        context |= {"chosen": chosen, "why": why}
        if to is None:
            context["problem"] = _("Choose who takes the customer.")
        else:
            try:
                actions.reassign(request.actor, customer, to, why)
            except CustomerError as error:
                context["problem"] = sentence(error)
            else:
                done(request, _("%(customer)s is %(person)s's now.") % {"customer": customer, "person": to})
                return _back(request, customer)
    status = 422 if "problem" in context else 200
    return render(request, "customers/reassign.html", context, status=status)


def _back(request, customer):
    """To the customer, where it is still in sight, else to the list."""
    try:
        find_customer(request.viewer, customer.uid)
    except Http404:
        return redirect("customers:list")
    return redirect("customers:customer", customer.uid)


@require_http_methods(["GET", "POST"])
@login_required
def share(request, uid):
    """Who else looks: names that are ticked do, the others do not; colleagues out of sight are named by code."""
    customer = find_customer(request.viewer, uid)
    if not may_share(request.viewer, customer):
        raise PermissionDenied
    people = shareable(request.today)
    now = set(customer.shares.values_list("person_id", flat=True))
    shown = known_to(request.viewer, request.today) | now
    listed = [each for each in people.values() if each.pk in shown and each.pk != customer.owner_id]
    typed = plain(request.POST.get("codes", "")).replace("，", ",")
    codes = [code.strip() for code in typed.split(",") if code.strip()]
    unknown = [code for code in codes if code not in people]
    if request.method == "POST" and not unknown:
        wanted = {*request.POST.getlist("person"), *codes}
        fresh = [people[code] for code in sorted(wanted & people.keys())]
        actions.share_with(request.actor, customer, [each for each in fresh if each.pk != customer.owner_id])
        for person in listed:
            if person.pk in now and person.code not in wanted:
                actions.unshare(request.actor, customer, person)
        done(request, _("Noted who looks at %(customer)s.") % {"customer": customer})
        return redirect("customers:customer", customer.uid)
    ticked = set(request.POST.getlist("person")) if unknown else {p.code for p in listed if p.pk in now}
    context = {
        "customer": customer,
        "people": [(person, person.code in ticked) for person in listed],
        "typed": typed,
        "unknown": ", ".join(unknown),
    }
    return render(request, "customers/share.html", context, status=422 if unknown else 200)


@require_http_methods(["GET", "POST"])
@login_required
def transfer(request):
    """Choose who gives, choose who takes, look, and do it."""
    if not may_assign(request.viewer):
        raise PermissionDenied
    asked = request.POST if request.method == "POST" else request.GET
    leaver = person_in_sight(request.viewer, plain(asked.get("from"))) if asked.get("from") else None
    if asked.get("from") and leaver is None:
        raise Http404
    people = [p for p in assignable(request.viewer, request.today) if leaver is None or p.pk != leaver.pk]
    chosen = [person for person in people if person.code in set(asked.getlist("to"))]
    by = "region" if asked.get("by") == "region" else "count"
    held = owned_by(request.viewer, leaver) if leaver else []
    plan = spread(held, chosen, by) if chosen else {}
    context = {
        "leavers": leavers(request.viewer, request.today),
        "leaver": leaver,
        "people": people,
        "chosen": {person.pk for person in chosen},
        "by": by,
        "count": len(held),
        "plan": [
            (person, rows, sorted({row.region for row in rows if row.region}))
            for person, rows in plan.items()
        ],
        "why": plain(asked.get("why")),
    }
    if request.method == "POST":
        try:
            if leaver is None or not plan:
                raise NobodyToTake
            receivers = {person: [row.pk for row in rows] for person, rows in plan.items()}
            count = actions.transfer_customers(request.actor, leaver, receivers, context["why"])
        except CustomerError as error:
            context["problem"] = sentence(error)
        else:
            told = ngettext("%(count)d customer went over.", "%(count)d customers went over.", count)
            done(request, told % {"count": count})
            return redirect("customers:list")
    status = 422 if "problem" in context else 200
    return render(request, "customers/transfer.html", context, status=status)
