"""Keep who wrote a document and from when it holds; nothing proposed is rewritten, nobody approves their own."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

from services.catalogue import triggers


def release(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Drop the triggers: SQLite makes the table anew and would lose them silently."""
    for statement in triggers.statements(schema_editor.connection.vendor, drop=True):
        schema_editor.execute(statement, params=None)


def protect(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Create them as they are now."""
    for statement in triggers.statements(schema_editor.connection.vendor):
        schema_editor.execute(statement, params=None)


class Migration(migrations.Migration):
    dependencies = [
        ("catalogue", "0003_labels"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RunPython(release, protect),
        migrations.RemoveConstraint(
            model_name="serviceversion",
            name="version_one_open_draft",
        ),
        migrations.RemoveConstraint(
            model_name="serviceversion",
            name="version_status_known",
        ),
        migrations.AddField(
            model_name="serviceversion",
            name="publish_at",
            field=models.DateTimeField(blank=True, null=True, verbose_name="dijadwalkan terbit pada"),
        ),
        migrations.AddField(
            model_name="serviceversion",
            name="written_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="ditulis oleh",
            ),
        ),
        migrations.AlterField(
            model_name="serviceversion",
            name="status",
            field=models.CharField(
                choices=[
                    ("draft", "draf"),
                    ("proposed", "diusulkan"),
                    ("approved", "disetujui, menunggu tanggal terbit"),
                    ("published", "terbit"),
                    ("retired", "digantikan"),
                ],
                default="draft",
                max_length=9,
                verbose_name="keadaan",
            ),
        ),
        migrations.AddConstraint(
            model_name="serviceversion",
            constraint=models.UniqueConstraint(
                condition=models.Q(("status__in", ["draft", "proposed", "approved"])),
                fields=("service",),
                name="version_one_open_draft",
            ),
        ),
        migrations.AddConstraint(
            model_name="serviceversion",
            constraint=models.CheckConstraint(
                condition=models.Q(("status__in", ["draft", "proposed", "approved", "published", "retired"])),
                name="version_status_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="serviceversion",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("approved_by__isnull", True),
                    ("written_by__isnull", True),
                    models.Q(("approved_by", models.F("written_by")), _negated=True),
                    _connector="OR",
                ),
                name="version_writer_is_not_approver",
            ),
        ),
        migrations.AddConstraint(
            model_name="serviceversion",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("status__in", ["approved", "published"]), _negated=True),
                    ("proposed_by__isnull", True),
                    ("approved_by__isnull", False),
                    _connector="OR",
                ),
                name="version_approved_before_live",
            ),
        ),
        migrations.AddConstraint(
            model_name="serviceversion",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("publish_at__isnull", False), ("status", "approved")),
                    models.Q(("status", "approved"), _negated=True),
                    _connector="OR",
                ),
                name="version_approved_has_its_day",
            ),
        ),
        migrations.RunPython(protect, release),
    ]
