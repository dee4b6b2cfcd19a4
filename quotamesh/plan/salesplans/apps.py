from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SalesPlansConfig(AppConfig):
    name = "quotamesh.plan.salesplans"
    label = "salesplans"

    def ready(self) -> None:
        from quotamesh.base.approvals.kinds import Kind, declare, on_decided
        from quotamesh.base.notices import kinds as notices
        from quotamesh.do.customers import met
        from quotamesh.plan.salesplans.actions import submit

        met.offer_rows("salesplans.PlannedAccount", "quotamesh.plan.salesplans.merging")
        notices.declare(notices.Kind("salesplan.wished", _("What plans want of my function"), mailed=True))
        notices.declare(notices.Kind("salesplan.answered", _("Answers to what my plan wants")))

        declare(Kind(submit.PLAN, _("Sales plan"), has_amount=False))
        declare(Kind(submit.DISCOUNT, _("Discount")))
        declare(Kind(submit.PROPOSAL, _("Custom proposal"), has_amount=False))
        on_decided[submit.PLAN] = submit.plan_decided
        on_decided.update(dict.fromkeys(submit.SPECIAL, submit.special_decided))
