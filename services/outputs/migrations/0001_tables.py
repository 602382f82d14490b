"""Make the tables of this app, as they stood on 29 November 2026."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import foundation.ids


class Migration(migrations.Migration):
    replaces = [("outputs", "0001_initial"), ("outputs", "0002_people_and_watch"), ("outputs", "0003_acts_as")]

    initial = True

    dependencies = [
        ("agencies", "0001_tables"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ("requests", "0001_tables"),
    ]

    operations = [
        migrations.CreateModel(
            name="Output",
            fields=[
                (
                    "id",
                    models.UUIDField(default=foundation.ids.uuid7, editable=False, primary_key=True, serialize=False),
                ),
                ("key", models.CharField(max_length=40)),
                ("version", models.PositiveSmallIntegerField(default=1)),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("draft", "draf"),
                            ("issued", "terbit"),
                            ("superseded", "diganti"),
                            ("revoked", "dicabut"),
                            ("expired", "kedaluwarsa"),
                        ],
                        default="draft",
                        max_length=10,
                    ),
                ),
                ("title", models.CharField(max_length=160)),
                ("external_number", models.CharField(blank=True, max_length=80)),
                ("path", models.CharField(max_length=120, unique=True)),
                ("display_name", models.CharField(max_length=120)),
                ("mime", models.CharField(max_length=40)),
                ("size", models.PositiveIntegerField()),
                ("sha256", models.CharField(max_length=64)),
                (
                    "acts_as",
                    models.CharField(
                        blank=True,
                        choices=[("plh", "pelaksana harian (Plh.)"), ("plt", "pelaksana tugas (Plt.)")],
                        max_length=3,
                    ),
                ),
                ("created_at", models.DateTimeField()),
                ("issued_at", models.DateTimeField(blank=True, null=True)),
                ("valid_until", models.DateField(blank=True, null=True)),
                (
                    "acting_for",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="agencies.staff",
                    ),
                ),
                (
                    "request",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="outputs",
                        to="requests.servicerequest",
                    ),
                ),
                (
                    "signer",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="agencies.staff",
                    ),
                ),
                (
                    "uploaded_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "dokumen hasil",
                "verbose_name_plural": "dokumen hasil",
                "ordering": ["request", "key", "-version"],
                "constraints": [
                    models.UniqueConstraint(fields=("request", "key", "version"), name="output_version_once"),
                    models.UniqueConstraint(
                        condition=models.Q(("status", "issued")), fields=("request", "key"), name="output_one_issued"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("status__in", ["draft", "issued", "superseded", "revoked", "expired"])),
                        name="output_status_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("acting_for__isnull", True), ("acts_as", "")),
                            models.Q(("acting_for__isnull", False), ("acts_as__in", ["plh", "plt"])),
                            _connector="OR",
                        ),
                        name="output_acts_as_somebody",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("status", "draft"), ("issued_at__isnull", False), _connector="OR"),
                        name="output_issued_at",
                    ),
                ],
            },
        ),
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
    ]
