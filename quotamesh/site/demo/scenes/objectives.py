"""What the years are for; the targets are linked to it."""

from datetime import date

from quotamesh.base.people.models import User
from quotamesh.plan.smart.actions import name_objective, serve
from quotamesh.plan.targets.models import Plan
from quotamesh.site.demo.shape import DEMO_DAY, YEARS
from quotamesh.site.demo.store import acting

OBJECTIVES = {
    YEARS[-1]: "新能源装备由 1 亿增长到 1.5 亿",
    YEARS[-1] + 1: "全公司增长 20%，新能源占比过三成",
}


def play() -> None:
    director = User.objects.select_related("person").get(username="director")
    for year, name in OBJECTIVES.items():
        actor = acting(director.person.name, min(date(year - 1, 12, 8), DEMO_DAY), 10, director.pk)
        objective = name_objective(actor, name=name, fiscal_year=year, owner=actor.name)
        for plan in Plan.objects.filter(fiscal_year=year).order_by("id"):
            serve(actor, plan, objective=objective)
