"""Make the history of sites append-only, and keep who reported what behind the wall of the requests."""

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

from foundation.rls_schema import take_down, wall_off
from services.opd.diskominfosatik.signal import triggers
from services.opd.diskominfosatik.signal.walls import POLICIES


def build(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Make trigger and policy."""
    for statement in triggers.statements(schema_editor.connection.vendor):
        schema_editor.execute(statement, params=None)
    wall_off(schema_editor, POLICIES)


def remove(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Drop them again."""
    take_down(schema_editor, POLICIES)
    for statement in triggers.statements(schema_editor.connection.vendor, drop=True):
        schema_editor.execute(statement, params=None)


class Migration(migrations.Migration):
    """Run after requests are behind the wall."""

    dependencies = [("requests", "0012_row_security"), ("signal", "0001_initial")]
    operations = [migrations.RunPython(build, remove)]
