"""The tables of an empty database in one go.

Walking all migrations makes every model again after every step: ten times the work of making the tables as they are
now. What migrations do beside tables (triggers, rows every installation has) they do here too, in their order.
A test holds both ways against each other.
"""

from types import SimpleNamespace

from django.apps import apps
from django.core.management import call_command
from django.core.management.sql import emit_post_migrate_signal, emit_pre_migrate_signal
from django.db import connection, migrations
from django.db.migrations.executor import MigrationExecutor

BESIDE_TABLES = (migrations.RunPython, migrations.RunSQL)


def bring_up_to_date() -> None:
    """Make what is missing: everything at once where nothing is there, else step by step."""
    if connection.introspection.table_names():
        call_command("migrate", verbosity=0, interactive=False)
    else:
        make_all()


def make_all() -> None:
    """Make every table of an empty database and note all migrations as done: all of it, or nothing."""
    executor = MigrationExecutor(connection)
    plan = [migration for migration, _back in executor.migration_plan(executor.loader.graph.leaf_nodes())]
    emit_pre_migrate_signal(0, False, connection.alias)
    state = SimpleNamespace(apps=apps, clear_delayed_apps_cache=lambda: None)
    with connection.schema_editor(atomic=True) as editor:
        for model in apps.get_models():
            if model._meta.can_migrate(connection):
                editor.create_model(model)
        # The references between tables come before what fills the tables.
        while editor.deferred_sql:
            editor.execute(editor.deferred_sql.pop(0))
        for migration in plan:
            for operation in migration.operations:
                if isinstance(operation, BESIDE_TABLES):
                    operation.database_forwards(migration.app_label, editor, state, state)
        executor.recorder.ensure_schema()
        for migration in plan:
            executor.recorder.record_applied(migration.app_label, migration.name)
    emit_post_migrate_signal(0, False, connection.alias)
