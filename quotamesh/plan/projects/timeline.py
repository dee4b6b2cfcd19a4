"""What projects tell in a customer's time line: milestones reached and reviews held."""

from django.urls import reverse
from django.utils.translation import gettext as _

from quotamesh.base.people.viewer import Viewer
from quotamesh.do.customers.models import Customer
from quotamesh.do.customers.timeline import Event
from quotamesh.plan.projects.access import visible_projects
from quotamesh.plan.projects.models import Review, Step


def events(viewer: Viewer, customer: Customer, most: int) -> list[Event]:
    projects = visible_projects(viewer).filter(opportunity__customer=customer).values("pk")
    steps = Step.objects.filter(project__in=projects, reached_on__isnull=False)
    reviews = Review.objects.filter(project__in=projects)
    found = [
        _event(
            step.project, step.reached_on, _("Milestone reached: %(name)s") % {"name": step.name}, step.owner
        )
        for step in steps.select_related("project__opportunity", "owner").order_by("-reached_on")[:most]
    ]
    for review in reviews.select_related("project__opportunity")[:most]:
        text = _("Stage review: %(decision)s") % {"decision": review.get_decision_display()}
        found.append(_event(review.project, review.held_on, text, review.noted_by, review.words))
    return sorted(found, key=lambda event: event.day, reverse=True)[:most]


def _event(project, day, text, who, detail="") -> Event:
    url = reverse("projects:project", args=[project.uid])
    return Event(day, "project", text, str(who or ""), detail or project.opportunity.name, url=url)
