"""Make history append-only in the database itself, and let PostgreSQL keep requests within their scope."""

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

from foundation.rls_schema import let_auditors_go, let_auditors_only_read, take_down, wall_off
from services.requests import triggers, walls


def build(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Make what the database guards."""
    for statement in triggers.every(schema_editor.connection.vendor):
        schema_editor.execute(statement, params=None)
    if schema_editor.connection.vendor == "postgresql":
        for statement in walls.FUNCTIONS:
            schema_editor.execute(statement, params=None)
    wall_off(schema_editor, walls.POLICIES)
    let_auditors_only_read(schema_editor, walls.POLICIES)


def remove(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Take it down again."""
    let_auditors_go(schema_editor, walls.POLICIES)
    take_down(schema_editor, walls.POLICIES)
    if schema_editor.connection.vendor == "postgresql":
        for statement in walls.FUNCTIONS_DROP:
            schema_editor.execute(statement, params=None)
    for statement in triggers.every(schema_editor.connection.vendor, drop=True):
        schema_editor.execute(statement, params=None)


class Migration(migrations.Migration):
    """Run after the tables exist."""

    replaces = [
        ("requests", "0012_row_security"),
        ("requests", "0013_auditor"),
        ("requests", "0014_kept_from"),
        ("requests", "0015_kept_wall"),
    ]
    dependencies = [("foundation", "0002_app_role"), ("requests", "0001_tables")]
    operations = [migrations.RunPython(build, remove)]
