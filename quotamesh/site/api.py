"""The REST interface: the same queries and actions as the pages, described by OpenAPI at /api/v1/docs."""

from datetime import date

from django.http import Http404, HttpRequest
from django.utils import timezone
from ninja import NinjaAPI, Schema
from ninja.errors import AuthenticationError, ValidationError
from ninja.security import HttpBearer, SessionAuth

from quotamesh.base.approvals.api import router as approvals
from quotamesh.base.notices.api import router as notices
from quotamesh.base.people.actions.accounts import digest_of
from quotamesh.base.people.models import ApiToken
from quotamesh.base.people.viewer import viewer_of
from quotamesh.base.shell.api import ProblemRaised
from quotamesh.base.trail.actions import Actor
from quotamesh.check.attainment.api import router as attainment
from quotamesh.check.dailyreports.api import router as dailyreports
from quotamesh.check.today.api import router as today
from quotamesh.do.catalog.api import router as catalog
from quotamesh.do.catalog.indicator_api import router as indicators
from quotamesh.do.customers.api import router as customers
from quotamesh.do.customers.document_api import router as customer_documents
from quotamesh.do.followups.api import router as followups
from quotamesh.do.leads.api import router as leads
from quotamesh.do.leads.rule_api import router as lead_rules
from quotamesh.do.leads.source_api import router as lead_sources
from quotamesh.do.measures.api import router as measures
from quotamesh.do.orders.api import router as orders
from quotamesh.do.pipeline.api import router as pipeline
from quotamesh.do.tiers.api import router as tiers
from quotamesh.plan.adjustments.api import router as adjustments
from quotamesh.plan.agreements.api import router as agreements
from quotamesh.plan.calibration.api import router as calibration
from quotamesh.plan.experts.api import router as experts
from quotamesh.plan.market.api import router as market
from quotamesh.plan.namedaccounts.api import router as namedaccounts
from quotamesh.plan.paradigms.api import router as paradigms
from quotamesh.plan.projects.api import router as projects
from quotamesh.plan.salesplans.api import router as salesplans
from quotamesh.plan.smart.api import router as smart
from quotamesh.plan.targets.api import router as targets
from quotamesh.plan.targets.margin_api import router as margins
from quotamesh.plan.targets.rate_api import router as rates


class Bearer(HttpBearer):
    """`Authorization: Bearer qm_…`: the program sees and may do what the key's owner sees and may do."""

    def authenticate(self, request: HttpRequest, token: str):
        found = (
            ApiToken.objects.select_related("user__person")
            .filter(digest=digest_of(token), revoked_at=None, user__is_active=True)
            .first()
        )
        if found is None:
            return None
        now = timezone.now()
        if found.used_on != now.date():
            ApiToken.objects.filter(pk=found.pk).update(used_on=now.date())
        request.user = found.user
        request.viewer = viewer_of(found.user, request.today)
        request.actor = Actor(f"{found.user} ({found.name})", now, found.user.pk)
        return found


api = NinjaAPI(
    title="Quotamesh",
    version="1",
    description="Targets, facts and attainment. Amounts are integers of the smallest unit of the named currency.",
    auth=[Bearer(), SessionAuth()],
    urls_namespace="api",
    docs_url=None,
)
api.add_router("/targets", targets)
api.add_router("/targets", margins)
api.add_router("/targets", rates)
api.add_router("/targets", smart)
api.add_router("/named-accounts", namedaccounts)
api.add_router("/paradigms", paradigms)
api.add_router("/market", market)
api.add_router("/experts", experts)
api.add_router("/calibration", calibration)
api.add_router("/agreements", agreements)
api.add_router("/sales-plans", salesplans)
api.add_router("/adjustments", adjustments)
api.add_router("/measures", measures)
api.add_router("/approvals", approvals)
api.add_router("/attainment", attainment)
api.add_router("/orders", orders)
api.add_router("/customers", customers)
api.add_router("/customers", customer_documents)
api.add_router("/tiers", tiers)
api.add_router("/opportunities", pipeline)
api.add_router("/follow-ups", followups)
api.add_router("/leads", lead_sources)  # before the leads, whose addresses are keys
api.add_router("/leads", lead_rules)
api.add_router("/leads", leads)
api.add_router("/projects", projects)
api.add_router("/daily-reports", dailyreports)
api.add_router("/today", today)
api.add_router("/notices", notices)
api.add_router("", catalog)
api.add_router("", indicators)


class Me(Schema):
    name: str
    roles: list[str]
    rights: list[str]
    sees_all: bool
    today: date


@api.get("/me", response=Me, tags=["session"], summary="Who the key or session belongs to")
def me(request):
    viewer = request.viewer
    return Me(
        name=viewer.name,
        roles=sorted(viewer.roles),
        rights=sorted(viewer.rights),
        sees_all=viewer.sees_all,
        today=request.today,
    )


@api.exception_handler(ValidationError)
def invalid(request, error: ValidationError):
    """Bad input names the field, so that a program can tell a person where it stands."""
    details = [{"loc": list(e["loc"]), "msg": e["msg"], "type": e["type"]} for e in error.errors]
    return api.create_response(
        request, {"code": "invalid", "message": "Invalid input", "details": details}, status=422
    )


@api.exception_handler(ProblemRaised)
def problem(request, error: ProblemRaised):
    return api.create_response(request, error.problem, status=error.status)


@api.exception_handler(Http404)
def not_found(request, error: Http404):
    return api.create_response(
        request, {"code": "not_found", "message": "Not found", "details": None}, status=404
    )


@api.exception_handler(AuthenticationError)
def not_signed_in(request, error: AuthenticationError):
    return api.create_response(
        request, {"code": "sign_in", "message": "Sign in, or send a key", "details": None}, status=401
    )
