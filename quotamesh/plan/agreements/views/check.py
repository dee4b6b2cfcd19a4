"""Whether a document is genuine: for anybody who is signed in, without telling what is out of their sight."""

from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from quotamesh.plan.agreements.checking import LARGEST_FILE
from quotamesh.plan.agreements.findings import finding
from quotamesh.plan.agreements.views.answers import page


@require_http_methods(["GET", "POST"])
@page
def check_document(request):
    context, status = {"found": None}, 200
    if request.method == "POST":
        file = request.FILES.get("document")
        if file is None or file.size > LARGEST_FILE:
            context["problem"] = _("Choose a PDF file of at most 20 MB.")
            status = 422
        else:
            context |= {"found": finding(request.viewer, file.read()), "file_name": file.name}
    return render(request, "agreements/check.html", context, status=status)
