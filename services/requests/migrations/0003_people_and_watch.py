"""Flags, fees, consultations, reopening, acting officials, and the watch over deadlines.

SQLite makes a table anew to add a column, and loses its triggers: they are taken off before and put on after.
"""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

from services.requests import triggers


def protect(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Create the triggers of this engine."""
    for statement in triggers.statements(schema_editor.connection.vendor):
        schema_editor.execute(statement, params=None)


def release(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Drop the triggers."""
    for statement in triggers.statements(schema_editor.connection.vendor, drop=True):
        schema_editor.execute(statement, params=None)


class Migration(migrations.Migration):
    dependencies = [
        ("agencies", "0002_people_and_watch"),
        ("catalogue", "0002_triggers"),
        ("citizens", "0001_initial"),
        ("requests", "0002_append_only"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RunPython(release, protect),
        migrations.CreateModel(
            name="SilenceEntry",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("cycle", models.PositiveSmallIntegerField(default=0)),
                ("due_at", models.DateTimeField(verbose_name="tenggat")),
                ("entered_at", models.DateTimeField(verbose_name="dicatat")),
                ("resolved_at", models.DateTimeField(blank=True, null=True, verbose_name="diputus")),
            ],
            options={
                "verbose_name": "permohonan melewati batas diam",
                "verbose_name_plural": "daftar permohonan melewati batas diam",
                "ordering": ["-entered_at", "-id"],
            },
        ),
        migrations.CreateModel(
            name="SlaEscalation",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("percent", models.PositiveSmallIntegerField()),
                ("function", models.CharField(max_length=60)),
                ("told_at", models.DateTimeField()),
            ],
            options={
                "ordering": ["clock", "percent", "id"],
            },
        ),
        migrations.AlterModelOptions(
            name="requesttask",
            options={"ordering": ["id"]},
        ),
        migrations.RemoveConstraint(
            model_name="requestevent",
            name="event_one_effective_decision",
        ),
        migrations.AddField(
            model_name="correctionitem",
            name="reason",
            field=models.CharField(
                blank=True,
                choices=[
                    ("kurang", "belum lengkap"),
                    ("salah", "tidak sesuai"),
                    ("buram", "tidak terbaca"),
                    ("usang", "sudah tidak berlaku"),
                ],
                max_length=8,
            ),
        ),
        migrations.AddField(
            model_name="requestevent",
            name="acting_for",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="agencies.staff"
            ),
        ),
        migrations.AddField(
            model_name="requestevent",
            name="cycle",
            field=models.PositiveSmallIntegerField(default=0),
        ),
        migrations.AddField(
            model_name="requesttask",
            name="kind",
            field=models.CharField(
                choices=[("fork", "bagian kerja"), ("consult", "minta pendapat")], default="fork", max_length=8
            ),
        ),
        migrations.AddField(
            model_name="servicerequest",
            name="cycle",
            field=models.PositiveSmallIntegerField(default=0),
        ),
        migrations.AddField(
            model_name="servicerequest",
            name="fee",
            field=models.PositiveBigIntegerField(blank=True, null=True, verbose_name="biaya (rupiah)"),
        ),
        migrations.AddField(
            model_name="servicerequest",
            name="priority",
            field=models.CharField(
                blank=True,
                choices=[
                    ("lansia", "lansia"),
                    ("disabilitas", "penyandang disabilitas"),
                    ("hamil", "ibu hamil"),
                    ("bencana", "korban bencana"),
                ],
                max_length=12,
                verbose_name="prioritas",
            ),
        ),
        migrations.AddField(
            model_name="servicerequest",
            name="receipt_number",
            field=models.CharField(blank=True, max_length=80, verbose_name="nomor bukti bayar"),
        ),
        migrations.AddField(
            model_name="servicerequest",
            name="state_since",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="servicerequest",
            name="trouble",
            field=models.CharField(blank=True, max_length=200, verbose_name="kendala"),
        ),
        migrations.AddConstraint(
            model_name="correctionitem",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("reason", ""), ("reason__in", ["kurang", "salah", "buram", "usang"]), _connector="OR"
                ),
                name="correction_reason_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="requestevent",
            constraint=models.UniqueConstraint(
                condition=models.Q(("kind", "effective")),
                fields=("request", "cycle"),
                name="event_one_effective_decision",
            ),
        ),
        migrations.AddConstraint(
            model_name="requesttask",
            constraint=models.CheckConstraint(
                condition=models.Q(("kind__in", ["fork", "consult"])), name="task_kind_known"
            ),
        ),
        migrations.AddConstraint(
            model_name="servicerequest",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("priority", ""), ("priority__in", ["lansia", "disabilitas", "hamil", "bencana"]), _connector="OR"
                ),
                name="request_priority_known",
            ),
        ),
        migrations.AddField(
            model_name="silenceentry",
            name="request",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="silences", to="requests.servicerequest"
            ),
        ),
        migrations.AddField(
            model_name="slaescalation",
            name="clock",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="escalations", to="requests.slaclock"
            ),
        ),
        migrations.AddConstraint(
            model_name="silenceentry",
            constraint=models.UniqueConstraint(fields=("request", "cycle"), name="silence_once"),
        ),
        migrations.AddConstraint(
            model_name="slaescalation",
            constraint=models.UniqueConstraint(fields=("clock", "percent", "function"), name="escalation_once"),
        ),
        migrations.RunPython(protect, release),
    ]
