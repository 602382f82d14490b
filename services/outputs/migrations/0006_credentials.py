"""Keep a code and a signed statement for each issued document, behind the wall of its request."""

import django.db.models.deletion
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

from foundation.rls_schema import let_auditors_go, let_auditors_only_read, take_down, wall_off
from services.outputs.walls import CREDENTIALS


def build(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Make the policies."""
    wall_off(schema_editor, CREDENTIALS)
    let_auditors_only_read(schema_editor, CREDENTIALS)


def remove(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Drop them."""
    let_auditors_go(schema_editor, CREDENTIALS)
    take_down(schema_editor, CREDENTIALS)


class Migration(migrations.Migration):
    dependencies = [
        ("outputs", "0005_auditor"),
    ]

    operations = [
        migrations.CreateModel(
            name="Credential",
            fields=[
                ("code", models.CharField(max_length=12, primary_key=True, serialize=False)),
                ("token", models.CharField(max_length=1200)),
                ("created_at", models.DateTimeField()),
                (
                    "output",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="credential", to="outputs.output"
                    ),
                ),
            ],
            options={
                "ordering": ["created_at", "code"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("code__regex", "^[0-9A-HJKMNP-TV-Z]{12}$")), name="credential_code"
                    ),
                    models.CheckConstraint(condition=models.Q(("token", ""), _negated=True), name="credential_signed"),
                ],
            },
        ),
        migrations.RunPython(build, remove),
    ]
