"""Files on customers: put there, handed out, taken away."""

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods

from quotamesh.base.files.keeping import LIMIT, answer
from quotamesh.base.shell.notices import done
from quotamesh.do.customers import actions
from quotamesh.do.customers.access import may_give, may_remove
from quotamesh.do.customers.actions.documents import AT_ONCE
from quotamesh.do.customers.errors import CustomerError
from quotamesh.do.customers.models import Document
from quotamesh.do.customers.queries import document_in_sight
from quotamesh.do.customers.views.common import changeable, plain
from quotamesh.do.customers.wording import sentence


@require_http_methods(["GET", "POST"])
@login_required
def add(request, uid):
    customer = changeable(request.viewer, uid)
    context = {"customer": customer, "about": "", "most": AT_ONCE, "limit": LIMIT // 1024**2}
    if request.method == "POST":
        about, files = plain(request.POST.get("about")), request.FILES.getlist("files")
        try:
            made = actions.add_documents(request.actor, customer, files, about)
        except CustomerError as error:
            context |= {"about": about, "refused": sentence(error)}
        else:
            done(request, _kept(made))
            return redirect("customers:customer", customer.uid)
    return render(
        request, "customers/documents_add.html", context, status=422 if "refused" in context else 200
    )


def _kept(made: list[Document]) -> str:
    if len(made) == 1:
        return _("%(name)s is kept.") % {"name": made[0].file.name}
    return ngettext("%(count)d document is kept.", "%(count)d documents are kept.", len(made)) % {
        "count": len(made)
    }


def _find(viewer, uid) -> Document:
    found = document_in_sight(viewer, uid)
    if found is None:
        raise Http404
    return found


@require_GET
@login_required
def download(request, uid):
    return answer(_find(request.viewer, uid).file)


@require_http_methods(["GET", "POST"])
@login_required
def remove(request, uid):
    found = _find(request.viewer, uid)
    if not may_remove(request.viewer, found, may_give(request.viewer, found.customer)):
        raise PermissionDenied
    if request.method == "POST":
        actions.remove_document(request.actor, found)
        done(request, _("%(name)s is taken away.") % {"name": found.file.name})
        return redirect("customers:customer", found.customer.uid)
    return render(request, "customers/document_remove.html", {"document": found})
