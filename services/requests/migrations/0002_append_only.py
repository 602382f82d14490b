"""Make history append-only in the database itself."""

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

from services.requests import triggers


def protect(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Create the triggers of this engine."""
    for statement in triggers.statements(schema_editor.connection.vendor):
        schema_editor.execute(statement, params=None)


def release(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Drop the triggers again."""
    for statement in triggers.statements(schema_editor.connection.vendor, drop=True):
        schema_editor.execute(statement, params=None)


class Migration(migrations.Migration):
    """Run after the tables exist."""

    dependencies = [("requests", "0001_initial")]
    operations = [migrations.RunPython(protect, release)]
