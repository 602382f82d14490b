"""Show who acts for another only what they filed under a mandate that holds."""

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

from foundation.rls_schema import wall_off
from services.requests import walls

TABLE = "requests_servicerequest"


def rebuild(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Put the new condition in the place of the old one, and drop what only the old one asked."""
    if schema_editor.connection.vendor != "postgresql":
        return
    only = {TABLE: walls.POLICIES[TABLE]}
    for statement in walls.FUNCTIONS:
        schema_editor.execute(statement, params=None)
    wall_off(schema_editor, only)
    schema_editor.execute("DROP FUNCTION IF EXISTS portal_parties()", params=None)


class Migration(migrations.Migration):
    dependencies = [("citizens", "0002_mandate_invitation"), ("requests", "0002_guards")]
    operations = [migrations.RunPython(rebuild, migrations.RunPython.noop)]
