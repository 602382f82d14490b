"""Let the database keep answers as they were given, and turns behind the wall of their request."""

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

from foundation.rls_schema import let_auditors_go, let_auditors_only_read, take_down, wall_off
from services.satisfaction import triggers
from services.satisfaction.walls import POLICIES


def build(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Make what the database guards."""
    for statement in triggers.statements(schema_editor.connection.vendor):
        schema_editor.execute(statement, params=None)
    wall_off(schema_editor, POLICIES)
    let_auditors_only_read(schema_editor, POLICIES)


def remove(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Take it down again."""
    let_auditors_go(schema_editor, POLICIES)
    take_down(schema_editor, POLICIES)
    for statement in triggers.statements(schema_editor.connection.vendor, drop=True):
        schema_editor.execute(statement, params=None)


class Migration(migrations.Migration):
    """Run after the tables exist and requests are behind the wall."""

    dependencies = [("requests", "0002_guards"), ("satisfaction", "0001_tables")]
    operations = [migrations.RunPython(build, remove)]
