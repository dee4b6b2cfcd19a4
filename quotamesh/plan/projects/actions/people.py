"""The three roles, and the map of who has a say at the customer's."""

from collections.abc import Iterable
from typing import Any

from django.db import transaction

from quotamesh.base.people.models import Person
from quotamesh.base.trail.actions import Actor, differences
from quotamesh.plan.projects.actions.common import changed, opened
from quotamesh.plan.projects.errors import NamedTwice, NotOfThisProject
from quotamesh.plan.projects.models import Project, Stakeholder


@transaction.atomic
def set_roles(
    actor: Actor,
    project: Project,
    *,
    pmo: Person | None,
    commercial: Person | None,
    solution: Person | None,
    seen: int | None = None,
) -> Project:
    """Say who bears which role; open milestones of a party follow its new bearer.

    Raises:
        StaleProject
    """
    wanted = {"pmo": pmo, "commercial": commercial, "solution": solution}
    names = {name: person and person.name for name, person in wanted.items()}
    now = opened(project, seen, lambda now: _mine_and_theirs(_bearers(now, wanted), names))
    change = differences(_bearers(now, wanted), names)
    if not change:
        return now
    for name, person in wanted.items():
        now.steps.filter(party=name, reached_on=None, owner=getattr(now, name)).update(owner=person)
        setattr(now, name, person)
    return changed(actor, now, "roles", change)


def _bearers(project: Project, names: Iterable[str]) -> dict[str, str | None]:
    return {name: getattr(project, f"{name}_id") and getattr(project, name).name for name in names}


def _mine_and_theirs(now: dict[str, Any], wanted: dict[str, Any]) -> dict[str, list]:
    return {name: [mine, theirs] for name, (theirs, mine) in differences(now, wanted).items()}


@transaction.atomic
def add_stakeholder(actor: Actor, project: Project, *, seen: int | None = None, **values: Any) -> Stakeholder:
    """Put somebody on the map; values: fields of `Stakeholder`.

    Raises:
        StaleProject, NamedTwice, NotOfThisProject
    """
    now = opened(project, seen)
    _check(now, None, values)
    made = Stakeholder.objects.create(project=now, **values)
    changed(actor, now, "stakeholder", {"name": [None, made.name], "influence": [None, made.influence]})
    return made


@transaction.atomic
def change_stakeholder(
    actor: Actor, project: Project, person: Stakeholder, *, seen: int | None = None, **values: Any
) -> Stakeholder:
    """
    Raises:
        StaleProject, NamedTwice, NotOfThisProject
    """
    wanted = {name: _plain(value) for name, value in values.items()}
    now = opened(project, seen, lambda now: _mine_and_theirs(_standing(now, person, values), wanted))
    found = Stakeholder.objects.get(pk=person.pk, project=now)
    _check(now, found, values)
    change = differences(_standing(now, person, values), wanted)
    if change:
        for name, value in values.items():
            setattr(found, name, value)
        found.save()
        changed(actor, now, "stakeholder", {"name": [found.name, found.name]} | change)
    return found


@transaction.atomic
def remove_stakeholder(
    actor: Actor, project: Project, person: Stakeholder, *, seen: int | None = None
) -> Project:
    """Take somebody off the map. The trail keeps who it was.

    Raises:
        StaleProject
    """
    now = opened(project, seen)
    found = Stakeholder.objects.get(pk=person.pk, project=now)
    found.delete()
    return changed(actor, now, "stakeholder", {"name": [person.name, None]})


def _standing(project: Project, person: Stakeholder, names: Iterable[str]) -> dict[str, Any]:
    found = Stakeholder.objects.get(pk=person.pk, project=project)
    return {name: _plain(getattr(found, name)) for name in names}


def _plain(value: Any) -> Any:
    return str(value) if hasattr(value, "pk") else value


def _check(project: Project, person: Stakeholder | None, values: dict[str, Any]) -> None:
    others = project.stakeholders.exclude(pk=person.pk if person else None)
    contact = values.get("contact")
    if contact and others.filter(contact=contact).exists():
        raise NamedTwice(contact.name)
    heard = values.get("listens_to")
    passed = {person.pk} if person else set()
    while heard is not None:
        if heard.project_id != project.pk or heard.pk in passed:
            raise NotOfThisProject
        passed.add(heard.pk)
        heard = heard.listens_to
