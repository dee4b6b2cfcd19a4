"""The database itself refuses to change what agreements say and who signed them."""

from django.db import migrations

FIXED = {
    "agreements_agreement": ("content", "digest", "number", "owner_id", "leader_id", "unit_id", "version"),
    "agreements_signature": ("agreement_id", "side", "person_id", "name", "at", "digest", "seal"),
}


def guard(apps, schema_editor):
    for table, columns in FIXED.items():
        differs = " OR ".join(f"OLD.{column} <> NEW.{column}" for column in columns)
        for statement in statements(schema_editor.connection.vendor, table, differs):
            schema_editor.execute(statement, params=None)


def statements(vendor, table, differs):
    if vendor == "sqlite":
        yield (
            f"CREATE TRIGGER {table}_stays BEFORE UPDATE ON {table} WHEN {differs} "
            "BEGIN SELECT RAISE(ABORT, 'what is signed is not changed'); END"
        )
        return
    yield (
        f"CREATE FUNCTION {table}_stays() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF {differs} THEN "
        "RAISE EXCEPTION 'what is signed is not changed' USING ERRCODE = 'integrity_constraint_violation'; "
        "END IF; RETURN NEW; END $$"
    )
    yield f"CREATE TRIGGER {table}_stays BEFORE UPDATE ON {table} FOR EACH ROW EXECUTE FUNCTION {table}_stays()"


def release(apps, schema_editor):
    for table in FIXED:
        if schema_editor.connection.vendor == "sqlite":
            schema_editor.execute(f"DROP TRIGGER {table}_stays")
        else:
            schema_editor.execute(f"DROP TRIGGER {table}_stays ON {table}")
            schema_editor.execute(f"DROP FUNCTION {table}_stays()")


class Migration(migrations.Migration):
    dependencies = [("agreements", "0001_initial")]

    operations = [migrations.RunPython(guard, release)]
