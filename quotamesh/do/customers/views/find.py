"""Finding customers while one types: for every form that asks whom it is about."""

from dataclasses import asdict

from django.contrib.auth.decorators import login_required
from django.http import JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET

from quotamesh.do.customers.duplicates import alike_in_sight
from quotamesh.do.customers.search import find_customers
from quotamesh.do.customers.views.common import plain


@require_GET
@login_required
def search(request):
    """`text`: what was typed; empty asks for those one had to do with last. As JSON: uid, code, name, owner, url."""
    found = find_customers(request.viewer, plain(request.GET.get("text")))
    rows = [asdict(each) | {"url": reverse("customers:customer", args=[each.uid])} for each in found]
    return JsonResponse({"customers": rows})


@require_GET
@login_required
def alike(request):
    """A part of the form: who is there already under a name like the one typed."""
    name = plain(request.GET.get("name"))
    context = {"alike": alike_in_sight(request.viewer, name), "name": name}
    return render(request, "customers/alike.html", context)
