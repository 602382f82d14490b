"""Know where an agency is, what it pledges, how it is built and who leads what; keep proposals and terms apart."""

import django.core.validators
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

from agencies import triggers


def protect(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Create the triggers of this engine."""
    for statement in triggers.statements(schema_editor.connection.vendor):
        schema_editor.execute(statement, params=None)


def release(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Drop the triggers again."""
    for statement in triggers.statements(schema_editor.connection.vendor, drop=True):
        schema_editor.execute(statement, params=None)


class Migration(migrations.Migration):
    dependencies = [
        ("agencies", "0003_activities_and_news"),
        ("citizens", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Proposal",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "subject",
                    models.CharField(
                        choices=[
                            ("agency", "data OPD"),
                            ("official", "pejabat"),
                            ("workcalendar", "hari dan jam kerja"),
                        ],
                        max_length=12,
                        verbose_name="tentang",
                    ),
                ),
                ("target", models.CharField(blank=True, max_length=40)),
                ("values", models.JSONField(default=dict, verbose_name="usulan")),
                ("before", models.JSONField(blank=True, default=dict, verbose_name="sebelumnya")),
                ("proposed_at", models.DateTimeField(verbose_name="diusulkan")),
                (
                    "outcome",
                    models.CharField(
                        choices=[
                            ("menunggu", "menunggu"),
                            ("terbit", "terbit"),
                            ("ditolak", "ditolak"),
                            ("ditarik", "ditarik"),
                        ],
                        default="menunggu",
                        max_length=8,
                        verbose_name="keadaan",
                    ),
                ),
                ("decided_at", models.DateTimeField(blank=True, null=True, verbose_name="diputuskan")),
                ("reason", models.CharField(blank=True, max_length=300, verbose_name="alasan")),
            ],
            options={
                "verbose_name": "usulan perubahan",
                "verbose_name_plural": "usulan perubahan",
                "ordering": ["-proposed_at", "-id"],
            },
        ),
        migrations.AlterModelOptions(
            name="unit",
            options={
                "ordering": ["rank", "name", "id"],
                "verbose_name": "unit kerja",
                "verbose_name_plural": "unit kerja",
            },
        ),
        migrations.RemoveConstraint(
            model_name="official",
            name="official_one_head",
        ),
        migrations.AddField(
            model_name="agency",
            name="charter",
            field=models.TextField(blank=True, max_length=2000, verbose_name="maklumat pelayanan"),
        ),
        migrations.AddField(
            model_name="agency",
            name="charter_date",
            field=models.DateField(blank=True, null=True, verbose_name="tanggal maklumat"),
        ),
        migrations.AddField(
            model_name="agency",
            name="latitude",
            field=models.DecimalField(
                blank=True,
                decimal_places=6,
                help_text="Letak pintu kantor, misalnya -6.119876.",
                max_digits=8,
                null=True,
                validators=[django.core.validators.MinValueValidator(-8), django.core.validators.MaxValueValidator(-5)],
                verbose_name="lintang",
            ),
        ),
        migrations.AddField(
            model_name="agency",
            name="longitude",
            field=models.DecimalField(
                blank=True,
                decimal_places=6,
                help_text="Letak pintu kantor, misalnya 106.150345.",
                max_digits=9,
                null=True,
                validators=[
                    django.core.validators.MinValueValidator(105),
                    django.core.validators.MaxValueValidator(107),
                ],
                verbose_name="bujur",
            ),
        ),
        migrations.AddField(
            model_name="official",
            name="unit",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="officials",
                to="agencies.unit",
                verbose_name="memimpin unit",
            ),
        ),
        migrations.AddField(
            model_name="unit",
            name="parent",
            field=models.ForeignKey(
                blank=True,
                help_text="Kosongkan bila unit ini langsung di bawah pimpinan.",
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="children",
                to="agencies.unit",
                verbose_name="di bawah",
            ),
        ),
        migrations.AddField(
            model_name="unit",
            name="rank",
            field=models.PositiveSmallIntegerField(
                default=0, help_text="Unit dengan angka kecil tampil lebih dulu dalam bagan.", verbose_name="urutan"
            ),
        ),
        migrations.AddConstraint(
            model_name="agency",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("latitude__isnull", True), ("longitude__isnull", True)),
                    models.Q(("latitude__isnull", False), ("longitude__isnull", False)),
                    _connector="OR",
                ),
                name="agency_point_whole",
                violation_error_message="Isi lintang dan bujur dua-duanya, atau kosongkan dua-duanya.",
            ),
        ),
        migrations.AddConstraint(
            model_name="agency",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("charter_date__isnull", True), models.Q(("charter", ""), _negated=True), _connector="OR"
                ),
                name="agency_charter_dated",
                violation_error_message="Tanggal maklumat hanya berlaku bersama isi maklumatnya.",
            ),
        ),
        migrations.AddConstraint(
            model_name="official",
            constraint=models.UniqueConstraint(
                condition=models.Q(
                    ("is_head", True), ("until__isnull", True), models.Q(("acting", "plh"), _negated=True)
                ),
                fields=("agency",),
                name="official_one_head",
            ),
        ),
        migrations.AddConstraint(
            model_name="official",
            constraint=models.UniqueConstraint(
                condition=models.Q(("is_head", True), ("until__isnull", True), ("acting", "plh")),
                fields=("agency",),
                name="official_one_daily_head",
            ),
        ),
        migrations.AddConstraint(
            model_name="official",
            constraint=models.UniqueConstraint(
                condition=models.Q(
                    ("unit__isnull", False), ("until__isnull", True), models.Q(("acting", "plh"), _negated=True)
                ),
                fields=("unit",),
                name="official_one_leader",
            ),
        ),
        migrations.AddConstraint(
            model_name="official",
            constraint=models.UniqueConstraint(
                condition=models.Q(("unit__isnull", False), ("until__isnull", True), ("acting", "plh")),
                fields=("unit",),
                name="official_one_daily_leader",
            ),
        ),
        migrations.AddConstraint(
            model_name="official",
            constraint=models.CheckConstraint(
                condition=models.Q(("is_head", False), ("unit__isnull", True), _connector="OR"),
                name="official_one_office",
            ),
        ),
        migrations.AddConstraint(
            model_name="unit",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("parent__isnull", True), models.Q(("parent", models.F("id")), _negated=True), _connector="OR"
                ),
                name="unit_not_own_part",
            ),
        ),
        migrations.AddField(
            model_name="proposal",
            name="agency",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="proposals",
                to="agencies.agency",
                verbose_name="perangkat daerah",
            ),
        ),
        migrations.AddField(
            model_name="proposal",
            name="decided_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="decided_proposals",
                to=settings.AUTH_USER_MODEL,
                verbose_name="diputuskan oleh",
            ),
        ),
        migrations.AddField(
            model_name="proposal",
            name="proposed_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="proposals",
                to=settings.AUTH_USER_MODEL,
                verbose_name="diusulkan oleh",
            ),
        ),
        migrations.AddIndex(
            model_name="proposal",
            index=models.Index(fields=["agency", "outcome"], name="proposal_by_agency"),
        ),
        migrations.AddConstraint(
            model_name="proposal",
            constraint=models.UniqueConstraint(
                condition=models.Q(("outcome", "menunggu"), models.Q(("target", ""), _negated=True)),
                fields=("subject", "target"),
                name="proposal_one_waiting",
            ),
        ),
        migrations.AddConstraint(
            model_name="proposal",
            constraint=models.CheckConstraint(
                condition=models.Q(("subject__in", ["agency", "official", "workcalendar"])),
                name="proposal_subject_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="proposal",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("decided_at__isnull", True), ("decided_by__isnull", True), ("outcome", "menunggu")),
                    models.Q(
                        ("decided_at__isnull", False),
                        ("decided_by__isnull", False),
                        ("outcome__in", ["terbit", "ditolak", "ditarik"]),
                    ),
                    _connector="OR",
                ),
                name="proposal_answered_whole",
            ),
        ),
        migrations.AddConstraint(
            model_name="proposal",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("outcome", "ditolak"), _negated=True),
                    models.Q(("reason", ""), _negated=True),
                    _connector="OR",
                ),
                name="proposal_refused_why",
            ),
        ),
        migrations.AddConstraint(
            model_name="proposal",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("outcome__in", ["menunggu", "ditarik"]),
                    models.Q(("decided_by", models.F("proposed_by")), _negated=True),
                    _connector="OR",
                ),
                name="proposal_two_people",
            ),
        ),
        migrations.RunPython(protect, release),
    ]
