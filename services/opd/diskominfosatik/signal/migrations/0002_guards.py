"""Let the database keep the steps of a site, and reports behind the wall."""

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

from foundation.rls_schema import take_down, wall_off
from services.opd.diskominfosatik.signal import triggers
from services.opd.diskominfosatik.signal.walls import POLICIES


def build(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Make what the database guards."""
    for statement in triggers.statements(schema_editor.connection.vendor):
        schema_editor.execute(statement, params=None)
    wall_off(schema_editor, POLICIES)


def remove(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Take it down again."""
    take_down(schema_editor, POLICIES)
    for statement in triggers.statements(schema_editor.connection.vendor, drop=True):
        schema_editor.execute(statement, params=None)


class Migration(migrations.Migration):
    """Run after the tables exist."""

    replaces = [("signal", "0002_guard"), ("signal", "0004_proposals_of_steps")]
    dependencies = [("requests", "0002_guards"), ("signal", "0001_tables")]
    operations = [migrations.RunPython(build, remove)]
