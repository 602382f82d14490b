"""Let the database keep the history of the roadmap and what was published."""

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

from services.opd.diskominfosatik.roadmap import triggers


def build(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Make the triggers."""
    for statement in triggers.statements(schema_editor.connection.vendor):
        schema_editor.execute(statement, params=None)


def remove(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Take them down again."""
    for statement in triggers.statements(schema_editor.connection.vendor, drop=True):
        schema_editor.execute(statement, params=None)


class Migration(migrations.Migration):
    """Run after the tables exist."""

    dependencies = [("roadmap", "0001_tables")]
    operations = [migrations.RunPython(build, remove)]
