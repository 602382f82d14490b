"""Put issued documents behind the wall of their requests."""

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

from foundation.rls_schema import let_auditors_go, let_auditors_only_read, take_down, wall_off
from services.outputs.walls import POLICIES


def build(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Make what the database guards."""
    wall_off(schema_editor, POLICIES)
    let_auditors_only_read(schema_editor, POLICIES)


def remove(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Take it down again."""
    let_auditors_go(schema_editor, POLICIES)
    take_down(schema_editor, POLICIES)


class Migration(migrations.Migration):
    """Run after the tables exist."""

    replaces = [("outputs", "0004_row_security"), ("outputs", "0005_auditor"), ("outputs", "0006_credentials")]
    dependencies = [("requests", "0002_guards"), ("outputs", "0001_tables")]
    operations = [migrations.RunPython(build, remove)]
