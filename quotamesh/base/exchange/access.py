"""Who may import, and whose imports one sees."""

from functools import wraps

from django.contrib.auth.decorators import login_required
from django.db.models import QuerySet
from django.http import Http404

from quotamesh.base.exchange.models import ImportRun
from quotamesh.base.people.viewer import Viewer


def for_importers(view):
    """Let through who may import; for others the page does not exist."""

    @login_required
    @wraps(view)
    def guarded(request, *args, **kwargs):
        if not request.viewer.can("import"):
            raise Http404
        return view(request, *args, **kwargs)

    return guarded


def visible_runs(viewer: Viewer) -> QuerySet[ImportRun]:
    runs = ImportRun.objects.select_related("job")
    return runs if viewer.can("administer") else runs.filter(owner_id=viewer.user_id)
