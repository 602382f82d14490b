"""Put signatures behind the wall of their output, and let nobody change what was signed when."""

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

from foundation.rls_schema import let_auditors_go, let_auditors_only_read, take_down, wall_off
from services.outputs.walls import SIGNATURES
from services.requests.triggers import append_only

TABLE = "outputs_signature"


def build(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Make the policies and the triggers of this engine."""
    wall_off(schema_editor, SIGNATURES)
    let_auditors_only_read(schema_editor, SIGNATURES)
    for statement in append_only(TABLE, schema_editor.connection.vendor):
        schema_editor.execute(statement, params=None)


def remove(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Drop them."""
    for statement in append_only(TABLE, schema_editor.connection.vendor, drop=True):
        schema_editor.execute(statement, params=None)
    let_auditors_go(schema_editor, SIGNATURES)
    take_down(schema_editor, SIGNATURES)


class Migration(migrations.Migration):
    dependencies = [("outputs", "0009_signatures")]
    operations = [migrations.RunPython(build, remove)]
