"""`quotamesh start`: the web server, and the worker that does long work, as one command."""

import os
import signal
import subprocess
import sys

import click

from quotamesh.site.cli.ready import set_up

THREADS = 4  # a worker process; pages are short and the interpreter runs one at a time
WORKER = "from quotamesh.site.cli.serve import work; work()"


@click.command("start", epilog="Example: quotamesh start --port 8000")
@click.option("--host", default="127.0.0.1", show_default=True)
@click.option("--port", default=8000, show_default=True)
@click.option("--workers", default=2, show_default=True, help="processes that answer requests")
@click.option("--no-jobs", is_flag=True, help="start no worker for long work (it runs elsewhere)")
def start_command(host: str, port: int, workers: int, no_jobs: bool) -> None:
    """Serve the product until it is stopped."""
    set_up()
    from django.core.management import call_command

    call_command("collectstatic", verbosity=0, interactive=False)
    _greet(host, port)
    jobs = None if no_jobs else subprocess.Popen([sys.executable, "-c", WORKER])  # noqa: S603 - our own interpreter
    try:
        _serve(host, port, workers)
    finally:
        if jobs:
            jobs.send_signal(signal.SIGTERM)
            jobs.wait(timeout=20)


def _greet(host: str, port: int) -> None:
    from quotamesh.base.people.queries import company
    from quotamesh.site.welcome import setup_key

    address = f"http://{host}:{port}/"
    found = company()
    if found is None:
        click.echo(
            f"Quotamesh is at {address}welcome/?key={setup_key()}  (the key lets you set up a company)"
        )
    else:
        click.echo(f"Quotamesh ({found.name}) is at {address}")
    click.echo("Stop with Ctrl+C.")


def _serve(host: str, port: int, workers: int) -> None:
    from django.db import connections
    from granian import Granian
    from granian.constants import Interfaces

    connections.close_all()
    Granian(
        "quotamesh.site.wsgi:application",
        address=host,
        port=port,
        workers=workers,
        blocking_threads=THREADS,
        interface=Interfaces.WSGI,
        log_access=False,
        log_level="warning",
        backlog=512,
    ).serve()


def work() -> None:
    """The worker: takes jobs from the queue until it is told to stop."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "quotamesh.site.settings")
    import django

    django.setup()
    from django.core.management import call_command

    from quotamesh.site.schedule import ensure

    ensure()
    call_command("qcluster", verbosity=0)
