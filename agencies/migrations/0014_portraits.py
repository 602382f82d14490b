"""Give officials a photo, kept as we drew it."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

import foundation.ids
import foundation.texts
from agencies import triggers


def protect(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Let the database keep the terms of one office apart."""
    for statement in triggers.statements(schema_editor.connection.vendor):
        schema_editor.execute(statement, params=None)


def release(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Let go of the terms while the table changes."""
    for statement in triggers.statements(schema_editor.connection.vendor, drop=True):
        schema_editor.execute(statement, params=None)


class Migration(migrations.Migration):
    dependencies = [
        ("agencies", "0013_participant_walls"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        # SQLite may build the table of the officials anew, which would lose its triggers or trip over them.
        migrations.RunPython(release, protect),
        migrations.CreateModel(
            name="Portrait",
            fields=[
                (
                    "id",
                    models.UUIDField(default=foundation.ids.uuid7, editable=False, primary_key=True, serialize=False),
                ),
                ("sha256", models.CharField(editable=False, max_length=64)),
                ("large", models.BinaryField()),
                ("small", models.BinaryField()),
                (
                    "source",
                    models.CharField(
                        max_length=200,
                        validators=[foundation.texts.one_line, foundation.texts.public_text],
                        verbose_name="sumber foto",
                    ),
                ),
                ("uploaded_at", models.DateTimeField(verbose_name="diunggah")),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="portraits",
                        to="agencies.agency",
                        verbose_name="perangkat daerah",
                    ),
                ),
                (
                    "uploaded_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "verbose_name": "foto pejabat",
                "verbose_name_plural": "foto pejabat",
                "ordering": ["-uploaded_at", "-id"],
            },
        ),
        migrations.AddField(
            model_name="official",
            name="portrait",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="officials",
                to="agencies.portrait",
                verbose_name="foto",
            ),
        ),
        migrations.AddConstraint(
            model_name="portrait",
            constraint=models.UniqueConstraint(fields=("agency", "sha256"), name="portrait_once"),
        ),
        migrations.AddConstraint(
            model_name="portrait",
            constraint=models.CheckConstraint(
                condition=models.Q(("source", ""), _negated=True), name="portrait_has_source"
            ),
        ),
        migrations.RunPython(protect, release),
    ]
