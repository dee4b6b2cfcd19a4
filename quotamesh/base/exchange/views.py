"""The pages of imports: choose, upload, map, watch, mend."""

import csv

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from quotamesh.base.exchange import mapping_page, runs, uploads
from quotamesh.base.exchange.access import for_importers, visible_runs
from quotamesh.base.exchange.forms import UploadForm
from quotamesh.base.exchange.models import ImportRun
from quotamesh.base.exchange.result_page import result_context
from quotamesh.base.tables.export import FORMATS, table_response
from quotamesh.base.tables.problems import TableError
from quotamesh.base.tables.registry import all_kinds, kind_named

RECENT = 10
State = ImportRun.State


@for_importers
@require_GET
def index(request):
    recent = visible_runs(request.viewer)[:RECENT]
    labels = {kind.name: kind.label for kind in all_kinds()}
    rows = [(run, labels.get(run.kind, run.kind)) for run in recent]
    return render(request, "exchange/index.html", {"kinds": all_kinds(), "recent": rows})


@for_importers
def upload(request, kind):
    declared = kind_or_404(kind)
    form = UploadForm(request.POST, request.FILES) if request.method == "POST" else UploadForm()
    if request.method == "POST" and form.is_valid():
        try:
            run = runs.begin(request.actor, kind, form.file_name(), form.chunks())
        except TableError as error:
            form.add_error(None, str(error))
        else:
            return redirect("exchange:run", run.uid)
    return render(request, "exchange/upload.html", {"kind": declared, "form": form})


@for_importers
@require_GET
def example(request, kind):
    declared = kind_or_404(kind)
    header, *rows = declared.example
    return table_response(f"{kind}-example", header, rows, "csv")


@for_importers
@require_GET
def show_run(request, uid):
    run = get_object_or_404(visible_runs(request.viewer), uid=uid)
    if run.state == State.MAPPING:
        return show_mapping(request, run)
    ended = run.state != State.STARTED or (run.job and run.job.ended)
    if not ended:
        return render(request, "exchange/running.html", {"run": run, "kind": kind_or_404(run.kind)})
    return render(request, "exchange/result.html", result_context(run, kind_or_404(run.kind)))


def show_mapping(request, run):
    try:
        context = mapping_page.context(run, kind_or_404(run.kind), request.GET, request.company)
    except TableError as error:
        messages.error(request, str(error))
        return redirect("exchange:upload", run.kind)
    part = "preview" if "HX-Request" in request.headers else "mapping"
    return render(request, f"exchange/{part}.html", {"run": run, **context})


@for_importers
@require_POST
def start(request, uid):
    run = get_object_or_404(visible_runs(request.viewer), uid=uid, state=State.MAPPING)
    chosen = mapping_page.chosen(kind_or_404(run.kind), request.POST)
    missing = mapping_page.missing(kind_or_404(run.kind), chosen)
    if missing:
        messages.error(request, _("Say which column holds %(names)s.") % {"names": ", ".join(missing)})
        return redirect("exchange:run", run.uid)
    values = mapping_page.chosen_values(kind_or_404(run.kind), request.POST)
    mapping_page.remember(run, chosen, values)
    runs.start(request.actor, run, chosen, values, dry_run="dry_run" in request.POST)
    return redirect("exchange:run", run.uid)


@for_importers
@require_GET
def errors(request, uid, ending):
    run = get_object_or_404(visible_runs(request.viewer).exclude(errors_as=""), uid=uid)
    path = uploads.place(run.errors_as)
    if ending not in FORMATS or not path.exists():
        raise Http404
    with path.open(encoding="utf-8-sig", newline="") as file:
        header, *rows = csv.reader(file)
    return table_response(f"{run.file_name}.errors", header, rows, ending)


def kind_or_404(name):
    kind = kind_named(name)
    if kind is None:
        raise Http404
    return kind
