"""A lead becomes a customer and a deal: what is alike is shown first."""

from django.contrib.auth.decorators import login_required
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from quotamesh.base.people.models import Person
from quotamesh.base.shell.notices import done
from quotamesh.base.shell.seen import seen
from quotamesh.do.customers.duplicates import alike_in_sight
from quotamesh.do.leads.actions import Deal, convert
from quotamesh.do.leads.errors import LeadError
from quotamesh.do.leads.forms.settling import NEW, ConvertForm
from quotamesh.do.leads.handing import known_customers, owners_for
from quotamesh.do.leads.models import Lead
from quotamesh.do.leads.views.common import changeable
from quotamesh.do.leads.wording import sentence


@require_http_methods(["GET", "POST"])
@login_required
def show(request, uid):
    lead = changeable(request, uid)
    if not lead.is_open:
        return redirect("leads:lead", uid)
    alike = alike_in_sight(request.viewer, lead.company)
    known = known_customers(request.viewer, lead, [customer for customer, _likeness in alike.shown])
    owners = owners_for(request.viewer, lead, request.today)
    sent = request.POST if request.method == "POST" else None
    form = ConvertForm(
        sent, initial=_initial(lead, known), currency=request.company.currency, known=known, owners=owners
    )
    if sent is not None and form.is_valid() and _converted(request, lead, form, known):
        return redirect("leads:lead", uid)
    context = {"lead": lead, "form": form, "known": known, "elsewhere": alike.elsewhere}
    return render(request, "leads/convert.html", context, status=422 if form.errors else 200)


def _initial(lead: Lead, known: list) -> dict:
    name = lead.company or lead.contact
    product = lead.product.name if lead.product else ""
    return {
        "customer": str(known[0].uid) if known else NEW,
        "name": name,
        "region": lead.region,
        "owner": lead.owner.code if lead.owner else None,
        "deal_name": " · ".join(part for part in (name, product) if part)[:200],
        "product": lead.product,
    }


def _converted(request, lead: Lead, form: ConvertForm, known: list) -> bool:
    values = form.cleaned_data
    customer = next((each for each in known if str(each.uid) == values["customer"]), None)
    deal = None
    if values["with_deal"]:
        deal = Deal(values["deal_name"], values["product"], values["amount"], values["expected"])
    try:
        convert(
            request.actor, lead, Person.objects.get(code=values["owner"]), customer=customer, name=values["name"],
            industry=values["industry"], region=values["region"], deal=deal, seen=seen(request),
        )  # fmt: skip
    except LeadError as error:
        form.add_error(None, sentence(error))
        return False
    done(request, _("It is a customer now, and the deal begins.") if deal else _("It is a customer now."))
    return True
