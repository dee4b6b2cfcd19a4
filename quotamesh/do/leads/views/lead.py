"""One lead: who it is, what is left on its clock, what was said; answering it, giving it on, closing it."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from quotamesh.base.shell.notices import done
from quotamesh.base.shell.seen import seen
from quotamesh.do.catalog.queries import products_in_order
from quotamesh.do.customers.queries import customer_in_sight
from quotamesh.do.leads import actions, queries
from quotamesh.do.leads.access import may_assign, may_change, taker, takers
from quotamesh.do.leads.errors import LeadError
from quotamesh.do.leads.forms.basic import AnswerForm, EditForm, RecycleForm, WhyForm
from quotamesh.do.leads.matching import Assigner
from quotamesh.do.leads.models import Lead
from quotamesh.do.leads.views.common import changeable, find, ring, state_of
from quotamesh.do.leads.wording import because, sentence

EDITED = ("contact", "company", "phone", "email", "region", "product", "need", "source")
BY_RULES = "rules"


@require_http_methods(["GET", "POST"])
@login_required
def lead(request, uid):
    """The lead's page; what is posted is an answer."""
    found = find(request, uid)
    may = may_change(request.viewer, found)
    form = AnswerForm(request.POST if request.method == "POST" else None)
    if request.method == "POST":
        if not may:
            raise PermissionDenied
        if form.is_valid() and _answered(request, found, form):
            return redirect("leads:lead", uid)
    (ticking,) = queries.ticking(request.company, request.actor.at, [found])
    state, word = state_of(ticking)
    context = {
        "lead": found,
        "state": state,
        "word": word,
        "ring": ring(ticking),
        "headline": headline(found, word),
        "form": form if may and found.is_open else None,
        "may": may,
        "may_give": may and may_assign(request.viewer),
        "notes": queries.notes(found),
        "doubles": queries.doubles(request.viewer, found) if may and found.is_open else [],
        "referral": getattr(found, "referral", None),
        "asleep": found.state == Lead.State.RECYCLED,
        "closed": found.state in (Lead.State.DROPPED, Lead.State.RECYCLED),
        "merged": found.state == Lead.State.MERGED,
        "sees_deal": found.opportunity and request.viewer.sees_path(found.opportunity.seat.path),
        "sees_customer": found.customer and customer_in_sight(request.viewer, found.customer.uid),
    }
    return render(request, "leads/lead.html", context, status=422 if form.errors else 200)


def headline(lead: Lead, word: str) -> str:
    values = {"word": word, "owner": lead.owner.name if lead.owner else ""}
    if lead.state == Lead.State.NEW:
        if lead.owner is None:
            return _("Nobody has it yet: %(word)s.") % values
        return _("To be answered by %(owner)s: %(word)s.") % values
    if lead.state == Lead.State.ANSWERED:
        return (
            _("%(owner)s: %(word)s. Does it become a customer?") % values
            if lead.owner
            else _("Nobody has it now.")
        )
    if lead.state == Lead.State.CONVERTED:
        return (
            _("It became a customer: %(customer)s.") % {"customer": lead.customer}
            if lead.customer
            else _("Converted.")
        )
    if lead.state == Lead.State.MERGED:
        return _("It was merged into another lead.")
    pattern = _("%(why)s: %(words)s") if lead.why_words else "%(why)s"
    why = pattern % {"why": lead.get_why_display(), "words": lead.why_words}
    told = _("Given back: %(why)s.") if lead.state == Lead.State.RECYCLED else _("Dropped: %(why)s.")
    return told % {"why": why}


def _answered(request, found: Lead, form: AnswerForm) -> bool:
    try:
        actions.answer(request.actor, found, **form.cleaned_data)
    except LeadError as error:
        form.add_error(None, sentence(error))
        return False
    done(request, _("Noted."))
    return True


@require_http_methods(["GET", "POST"])
@login_required
def edit(request, uid):
    found = changeable(request, uid)
    initial = {name: getattr(found, name) for name in EDITED}
    form = EditForm(
        request.POST if request.method == "POST" else None, initial=initial, lines=products_in_order()[1:]
    )
    if request.method == "POST" and form.is_valid():
        try:
            actions.change_lead(request.actor, found, seen=seen(request), **form.cleaned_data)
        except LeadError as error:
            form.add_error(None, sentence(error))
        else:
            done(request, _("Stored."))
            return redirect("leads:lead", uid)
    context = {"lead": found, "form": form, "title": str(found)}
    return render(request, "leads/edit.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
@login_required
def give(request, uid):
    """Giving a lead to somebody; says whom the rules would name, and why."""
    found = changeable(request, uid)
    if not may_assign(request.viewer):
        raise PermissionDenied
    if request.method == "POST":
        return _given(request, found)
    decision = Assigner(request.today).decide(found)
    in_sight = decision.seat is not None and request.viewer.sees_path(decision.seat.path)
    people = takers(request.viewer, request.today)
    context = {
        "lead": found,
        "people": people,
        "decision": decision,
        "in_sight": in_sight,
        "because": because(decision.why, decision.rule.name if decision.rule else ""),
    }
    return render(request, "leads/give.html", context)


def _given(request, found: Lead):
    to = request.POST.get("to", "")
    try:
        if to == BY_RULES:
            after, _decision = actions.assign_by_rules(request.actor, found, seen=seen(request))
        else:
            person = taker(request.viewer, request.today, to.replace("\x00", ""))
            if person is None:
                raise Http404
            after = actions.assign(request.actor, found, person, seen=seen(request))
    except LeadError as error:
        messages.error(request, sentence(error))
        return redirect("leads:give", found.uid)
    if after.owner:
        done(request, _("%(person)s has it now.") % {"person": after.owner.name})
    else:
        done(request, _("The rules reach nobody: it waits in the queue."))
    return (
        redirect("leads:lead", found.uid)
        if request.viewer.sees_path(after.unit.path)
        else redirect("leads:list")
    )


@require_http_methods(["GET", "POST"])
@login_required
def close(request, uid):
    """Dropping a lead for good, or giving it back to be woken."""
    found = changeable(request, uid)
    sent = request.POST if request.method == "POST" else None
    later = sent is not None and sent.get("what") == "recycle"
    drop = WhyForm(None if later else sent, auto_id="drop_%s")
    recycle = RecycleForm(sent if later else None, today=request.today, auto_id="recycle_%s")
    form = recycle if later else drop
    if sent is not None and form.is_valid():
        try:
            verb = actions.recycle if later else actions.drop
            verb(request.actor, found, seen=seen(request), **form.cleaned_data)
        except LeadError as error:
            form.add_error(None, sentence(error))
        else:
            undo = "" if later else reverse("leads:take_up", args=[uid])
            done(request, _("Given back.") if later else _("Dropped."), undo=undo)
            return redirect("leads:list")
    context = {"lead": found, "drop": drop, "recycle": recycle}
    return render(request, "leads/close.html", context, status=422 if form.errors else 200)


@require_POST
@login_required
def take_up(request, uid):
    return _done(request, uid, lambda found: actions.take_up(request.actor, found), _("It is open again."))


@require_POST
@login_required
def merge(request, uid):
    """Let the lead named in `into` stand for this one."""
    found = changeable(request, uid)
    others = {str(each.uid): each for each in queries.doubles(request.viewer, found)}
    into = others.get(request.POST.get("into", ""))
    if into is None:
        raise Http404
    try:
        actions.merge(request.actor, found, into)
    except LeadError as error:
        messages.error(request, sentence(error))
        return redirect("leads:lead", uid)
    done(request, _("They are one lead now."), undo=reverse("leads:unmerge", args=[uid]))
    return redirect("leads:lead", into.uid)


@require_POST
@login_required
def unmerge(request, uid):
    return _done(
        request, uid, lambda found: actions.unmerge(request.actor, found), _("They are two leads again.")
    )


def _done(request, uid, verb, words: str):
    found = changeable(request, uid)
    try:
        verb(found)
    except LeadError as error:
        messages.error(request, sentence(error))
    else:
        done(request, words)
    return redirect("leads:lead", uid)
