"""Let the database keep versions as they were approved."""

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

from services.catalogue import triggers


def build(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Make what the database guards."""
    for statement in triggers.statements(schema_editor.connection.vendor):
        schema_editor.execute(statement, params=None)


def remove(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Take it down again."""
    for statement in triggers.statements(schema_editor.connection.vendor, drop=True):
        schema_editor.execute(statement, params=None)


class Migration(migrations.Migration):
    """Run after the tables exist."""

    replaces = [("catalogue", "0002_triggers"), ("catalogue", "0004_four_eyes")]
    dependencies = [("catalogue", "0001_tables")]
    operations = [migrations.RunPython(build, remove)]
