from django.urls import include, path

from quotamesh.site import steps, views, welcome
from quotamesh.site.api import api

handler400 = "quotamesh.site.refused.refused"

urlpatterns = [
    path("", views.home, name="home"),
    path("welcome/", welcome.welcome, name="welcome"),
    path("welcome/demo/", welcome.make_demo, name="make_demo"),
    path("setup/", steps.setup, name="setup"),
    path("manifest.webmanifest", views.manifest, name="manifest"),
    path("health/", views.health, name="health"),
    path("i18n/language/", views.set_language, name="set_language"),
    path("api/v1/docs", views.api_docs, name="api_docs"),
    path("api/v1/", api.urls),
    path("cockpit/", include("quotamesh.check.cockpit.urls")),
    path("attainment/", include("quotamesh.check.attainment.urls")),
    path("planning/", include("quotamesh.plan.rounds.urls")),
    path("targets/", include("quotamesh.plan.targets.urls")),
    path("targets/", include("quotamesh.plan.smart.urls")),
    path("named-accounts/", include("quotamesh.plan.namedaccounts.urls")),
    path("paradigms/", include("quotamesh.plan.paradigms.urls")),
    path("market/", include("quotamesh.plan.market.urls")),
    path("experts/", include("quotamesh.plan.experts.urls")),
    path("calibration/", include("quotamesh.plan.calibration.urls")),
    path("agreements/", include("quotamesh.plan.agreements.urls")),
    path("sales-plans/", include("quotamesh.plan.salesplans.urls")),
    path("adjustments/", include("quotamesh.plan.adjustments.urls")),
    path("measures/", include("quotamesh.do.measures.urls")),
    path("today/", include("quotamesh.check.today.urls")),
    path("daily-reports/", include("quotamesh.check.dailyreports.urls")),
    path("projects/", include("quotamesh.plan.projects.urls")),
    path("leads/", include("quotamesh.do.leads.urls")),
    path("follow-ups/", include("quotamesh.do.followups.urls")),
    path("pipeline/", include("quotamesh.do.pipeline.urls")),
    path("tiers/", include("quotamesh.do.tiers.urls")),
    path("notices/", include("quotamesh.base.notices.urls")),
    path("approvals/", include("quotamesh.base.approvals.urls")),
    path("orders/", include("quotamesh.do.orders.urls")),
    path("customers/", include("quotamesh.do.customers.urls")),
    path("imports/", include("quotamesh.base.exchange.urls")),
    path("jobs/", include("quotamesh.base.jobs.urls")),
    path("trail/", include("quotamesh.base.trail.urls")),
    path("", include("quotamesh.do.catalog.urls")),
    path("", include("quotamesh.base.people.urls")),
    path("", include("quotamesh.base.shell.urls")),
]
