"""Who brought a lead, and what they are owed for it once the deal is won."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from quotamesh.base.store.fields import Identified
from quotamesh.do.customers.models import Contact, Customer
from quotamesh.do.leads.models.lead import Lead


class Referral(Identified):
    """The terms are kept as agreed: a share of the amount won, with a cap or without, or a fixed amount.

    While it is open, what is owed follows the deal; with the approval it is fixed in `owed`, with the amount won
    it was reckoned from.
    """

    class State(models.TextChoices):
        OPEN = "open", _("Open")
        APPROVED = "approved", _("Approved")
        REFUSED = "refused", _("Refused")
        PAID = "paid", _("Paid")

    lead = models.OneToOneField(Lead, on_delete=models.PROTECT, related_name="referral")
    customer = models.ForeignKey(Customer, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    contact = models.ForeignKey(Contact, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    name = models.CharField(max_length=200)
    rate_bp = models.PositiveIntegerField(null=True, blank=True)
    cap = models.BigIntegerField(null=True, blank=True)
    fixed = models.BigIntegerField(null=True, blank=True)
    state = models.CharField(max_length=8, choices=State.choices, default=State.OPEN)
    won = models.BigIntegerField(null=True, blank=True)
    owed = models.BigIntegerField(null=True, blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.CharField(max_length=200, blank=True)
    why = models.CharField(max_length=200, blank=True)
    paid_on = models.DateField(null=True, blank=True)
    revision = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(rate_bp__isnull=False, fixed__isnull=True)
                | Q(rate_bp__isnull=True, cap__isnull=True, fixed__isnull=False),
                name="rebate_is_a_share_or_fixed",
            )
        ]
