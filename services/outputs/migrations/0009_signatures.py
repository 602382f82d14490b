"""Remember which signature stands in which file of an output."""

import django.db.models.deletion
from django.db import migrations, models

import foundation.ids


class Migration(migrations.Migration):
    dependencies = [
        ("agencies", "0002_guards"),
        ("outputs", "0008_register_kept"),
    ]

    operations = [
        migrations.CreateModel(
            name="Signature",
            fields=[
                (
                    "id",
                    models.UUIDField(default=foundation.ids.uuid7, editable=False, primary_key=True, serialize=False),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("personal", "tanda tangan petugas"),
                            ("seal", "segel perangkat daerah"),
                            ("brought", "tanda tangan dari sistem penerbit"),
                        ],
                        max_length=8,
                    ),
                ),
                ("sha256", models.CharField(max_length=64)),
                ("before", models.CharField(blank=True, max_length=64)),
                (
                    "acts_as",
                    models.CharField(
                        blank=True,
                        choices=[("plh", "pelaksana harian (Plh.)"), ("plt", "pelaksana tugas (Plt.)")],
                        max_length=3,
                    ),
                ),
                ("created_at", models.DateTimeField()),
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
                    "output",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="signatures", to="outputs.output"
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
            ],
            options={
                "ordering": ["created_at", "id"],
                "constraints": [
                    models.UniqueConstraint(fields=("output", "sha256"), name="signature_file_once"),
                    models.CheckConstraint(
                        condition=models.Q(("kind__in", ["personal", "seal", "brought"])), name="signature_kind_known"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("kind", "personal"), ("signer__isnull", False)),
                            models.Q(models.Q(("kind", "personal"), _negated=True), ("signer__isnull", True)),
                            _connector="OR",
                        ),
                        name="signature_by_somebody",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("acting_for__isnull", True), ("acts_as", "")),
                            models.Q(("acting_for__isnull", False), ("acts_as__in", ["plh", "plt"])),
                            _connector="OR",
                        ),
                        name="signature_acts_as_somebody",
                    ),
                ],
            },
        ),
    ]
