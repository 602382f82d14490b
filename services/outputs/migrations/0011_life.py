"""Keep when a document ended, when the clock looks at it next, and who fetched it: added, never changed."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

import foundation.ids
from foundation.rls_schema import let_auditors_go, let_auditors_only_read, take_down, wall_off
from services.outputs.walls import ACCESSES
from services.requests.triggers import append_only

TABLE = "outputs_outputaccess"


def build(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Make the policies and the triggers."""
    wall_off(schema_editor, ACCESSES)
    let_auditors_only_read(schema_editor, ACCESSES)
    for statement in append_only(TABLE, schema_editor.connection.vendor):
        schema_editor.execute(statement, params=None)


def remove(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Drop them."""
    for statement in append_only(TABLE, schema_editor.connection.vendor, drop=True):
        schema_editor.execute(statement, params=None)
    let_auditors_go(schema_editor, ACCESSES)
    take_down(schema_editor, ACCESSES)


class Migration(migrations.Migration):
    dependencies = [
        ("agencies", "0002_guards"),
        ("outputs", "0010_signature_walls"),
        ("requests", "0002_guards"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="OutputAccess",
            fields=[
                (
                    "id",
                    models.UUIDField(default=foundation.ids.uuid7, editable=False, primary_key=True, serialize=False),
                ),
                ("agency_code", models.CharField(blank=True, max_length=40)),
                ("at", models.DateTimeField()),
            ],
            options={
                "ordering": ["-at", "-id"],
            },
        ),
        migrations.AddField(
            model_name="output",
            name="ended_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="output",
            name="look_at",
            field=models.DateField(blank=True, null=True),
        ),
        migrations.AddIndex(
            model_name="output",
            index=models.Index(condition=models.Q(("look_at__isnull", False)), fields=["look_at"], name="output_look"),
        ),
        migrations.AddConstraint(
            model_name="output",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("look_at__isnull", True),
                    models.Q(("status", "issued"), ("valid_until__isnull", False)),
                    _connector="OR",
                ),
                name="output_look_while_issued",
            ),
        ),
        migrations.AddConstraint(
            model_name="output",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("ended_at__isnull", True), ("status__in", ["superseded", "revoked", "expired"]), _connector="OR"
                ),
                name="output_ended_when_over",
            ),
        ),
        migrations.AddField(
            model_name="outputaccess",
            name="output",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="accesses", to="outputs.output"
            ),
        ),
        migrations.AddField(
            model_name="outputaccess",
            name="user",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddIndex(
            model_name="outputaccess",
            index=models.Index(fields=["output", "-at", "-id"], name="output_access_newest"),
        ),
        migrations.AddConstraint(
            model_name="outputaccess",
            constraint=models.CheckConstraint(
                condition=models.Q(("agency_code", ""), ("user__isnull", False), _connector="OR"),
                name="output_access_officer",
            ),
        ),
        migrations.RunPython(build, remove),
    ]
