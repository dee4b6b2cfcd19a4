"""The import as background work."""

from quotamesh.base.exchange import runs
from quotamesh.base.exchange.models import ImportRun
from quotamesh.base.jobs.registry import job


@job("import")
def do_import(parameters, actor, progress):
    run = ImportRun.objects.get(uid=parameters["run"])
    return runs.carry_out(run, actor, progress, dry_run=parameters.get("dry_run", False))
