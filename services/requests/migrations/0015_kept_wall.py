"""Let PostgreSQL itself keep a request from the officers it is about."""

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

from foundation.rls_schema import let_auditors_go, let_auditors_only_read, take_down, wall_off
from services.requests import walls

_REQUEST = "requests_servicerequest"


def build(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Make the functions anew, the policy of requests, and the wall of the young table."""
    if schema_editor.connection.vendor == "postgresql":
        for statement in walls.FUNCTIONS:
            schema_editor.execute(statement, params=None)
    wall_off(schema_editor, {_REQUEST: walls.REQUEST, **walls.LATER})
    let_auditors_only_read(schema_editor, walls.LATER)


def remove(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Take down what this one put up; the functions go with the wall of 0012."""
    let_auditors_go(schema_editor, walls.LATER)
    take_down(schema_editor, walls.LATER)


class Migration(migrations.Migration):
    """Run after the table is there."""

    dependencies = [("requests", "0014_kept_from")]
    operations = [migrations.RunPython(build, remove)]
