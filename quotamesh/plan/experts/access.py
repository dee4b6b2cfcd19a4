"""Who asks and who is asked: one rule for list, page and API."""

from uuid import UUID

from django.db.models import QuerySet
from django.http import Http404

from quotamesh.base.people.viewer import Viewer
from quotamesh.plan.experts.errors import NotAllowed
from quotamesh.plan.experts.models import Invitation, Question


def may_ask(viewer: Viewer) -> bool:
    return viewer.can("plan") and viewer.sees_all


def visible_questions(viewer: Viewer) -> QuerySet[Question]:
    """Those who ask see every question; the others where they are invited."""
    found = Question.objects.select_related("unit", "product", "indicator")
    if may_ask(viewer):
        return found
    return found.filter(pk__in=Invitation.objects.filter(user=viewer.user_id).values("question"))


def find_question(viewer: Viewer, uid: UUID) -> Question:
    question = visible_questions(viewer).filter(uid=uid).first()
    if question is None:
        raise Http404
    return question


def is_invited(viewer: Viewer, question: Question) -> bool:
    return question.invitations.filter(user=viewer.user_id).exists()


def need_asker(viewer: Viewer) -> None:
    if not may_ask(viewer):
        raise NotAllowed
