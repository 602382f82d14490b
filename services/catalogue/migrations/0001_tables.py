"""Make the tables of this app, as they stood on 29 November 2026."""

import django.db.models.deletion
import django.db.models.functions.comparison
from django.conf import settings
from django.db import migrations, models

import foundation.ids


class Migration(migrations.Migration):
    replaces = [("catalogue", "0001_initial"), ("catalogue", "0003_labels"), ("catalogue", "0005_figures_in_words")]

    initial = True

    dependencies = [
        ("agencies", "0001_tables"),
        ("citizens", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Service",
            fields=[
                (
                    "slug",
                    models.SlugField(max_length=80, primary_key=True, serialize=False, verbose_name="kode alamat"),
                ),
                ("code", models.CharField(max_length=20, unique=True, verbose_name="kode")),
                ("app", models.CharField(blank=True, max_length=40, verbose_name="aplikasi OPD")),
                (
                    "source",
                    models.CharField(
                        choices=[("file", "berkas OPD"), ("panel", "panel")],
                        default="file",
                        max_length=5,
                        verbose_name="sumber",
                    ),
                ),
                ("category", models.CharField(blank=True, max_length=40, verbose_name="kelompok")),
                ("title", models.CharField(max_length=160, verbose_name="judul")),
                ("summary", models.CharField(blank=True, max_length=300, verbose_name="ringkasan")),
                ("search_text", models.TextField(blank=True)),
                ("confidential", models.BooleanField(default=False, verbose_name="rahasia")),
                ("opens_at", models.DateTimeField(blank=True, null=True, verbose_name="dibuka pada")),
                ("closes_at", models.DateTimeField(blank=True, null=True, verbose_name="ditutup pada")),
                ("closed_message", models.CharField(blank=True, max_length=300, verbose_name="pesan saat tutup")),
                ("withdrawn_at", models.DateTimeField(blank=True, null=True, verbose_name="ditarik pada")),
                (
                    "agency",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="services",
                        to="agencies.agency",
                        verbose_name="perangkat daerah",
                    ),
                ),
            ],
            options={
                "verbose_name": "layanan",
                "verbose_name_plural": "layanan",
                "ordering": ["title", "slug"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("source__in", ["file", "panel"])), name="service_source_known"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("opens_at__isnull", True),
                            ("closes_at__isnull", True),
                            ("closes_at__gt", models.F("opens_at")),
                            _connector="OR",
                        ),
                        name="service_opens_before_closing",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ServiceVersion",
            fields=[
                (
                    "id",
                    models.UUIDField(default=foundation.ids.uuid7, editable=False, primary_key=True, serialize=False),
                ),
                ("number", models.PositiveIntegerField(verbose_name="versi")),
                (
                    "status",
                    models.CharField(
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
                ("document", models.JSONField()),
                ("checksum", models.CharField(max_length=64, verbose_name="sidik isi (SHA-256)")),
                ("publish_at", models.DateTimeField(blank=True, null=True, verbose_name="dijadwalkan terbit pada")),
                ("published_at", models.DateTimeField(blank=True, null=True, verbose_name="terbit pada")),
                ("note", models.CharField(blank=True, max_length=300, verbose_name="catatan")),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                (
                    "approved_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="disetujui oleh",
                    ),
                ),
                (
                    "proposed_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="diusulkan oleh",
                    ),
                ),
                (
                    "service",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="versions",
                        to="catalogue.service",
                        verbose_name="layanan",
                    ),
                ),
                (
                    "written_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="ditulis oleh",
                    ),
                ),
            ],
            options={
                "verbose_name": "versi layanan",
                "verbose_name_plural": "versi layanan",
                "ordering": ["service", "-number"],
                "constraints": [
                    models.UniqueConstraint(fields=("service", "number"), name="version_number_once"),
                    models.UniqueConstraint(
                        condition=models.Q(("status__in", ["draft", "proposed", "approved"])),
                        fields=("service",),
                        name="version_one_open_draft",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("status", "published")), fields=("service",), name="version_one_published"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("status__in", ["draft", "proposed", "approved", "published", "retired"])),
                        name="version_status_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("approved_by__isnull", True),
                            ("proposed_by__isnull", True),
                            models.Q(("approved_by", models.F("proposed_by")), _negated=True),
                            _connector="OR",
                        ),
                        name="version_two_people",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("approved_by__isnull", True),
                            ("written_by__isnull", True),
                            models.Q(("approved_by", models.F("written_by")), _negated=True),
                            _connector="OR",
                        ),
                        name="version_writer_is_not_approver",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("status__in", ["approved", "published"]), _negated=True),
                            ("proposed_by__isnull", True),
                            ("approved_by__isnull", False),
                            _connector="OR",
                        ),
                        name="version_approved_before_live",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("publish_at__isnull", False), ("status", "approved")),
                            models.Q(("status", "approved"), _negated=True),
                            _connector="OR",
                        ),
                        name="version_approved_has_its_day",
                    ),
                ],
            },
        ),
        migrations.AddField(
            model_name="service",
            name="live",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="catalogue.serviceversion",
                verbose_name="versi yang berlaku",
            ),
        ),
        migrations.CreateModel(
            name="FunctionHolder",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("function", models.SlugField(max_length=40, verbose_name="fungsi")),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="function_holders",
                        to="agencies.agency",
                        verbose_name="perangkat daerah",
                    ),
                ),
                (
                    "region",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="citizens.region",
                        verbose_name="wilayah",
                    ),
                ),
                (
                    "staff",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="functions",
                        to="agencies.staff",
                        verbose_name="petugas",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="functions",
                        to="agencies.unit",
                        verbose_name="unit kerja",
                    ),
                ),
                (
                    "service",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="function_holders",
                        to="catalogue.service",
                        verbose_name="layanan",
                    ),
                ),
            ],
            options={
                "verbose_name": "pemegang fungsi",
                "verbose_name_plural": "pemegang fungsi",
                "ordering": ["agency", "function", "id"],
                "indexes": [models.Index(fields=["agency", "function"], name="holder_lookup")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("staff__isnull", False), ("unit__isnull", True)),
                            models.Q(("staff__isnull", True), ("unit__isnull", False)),
                            _connector="OR",
                        ),
                        name="holder_person_or_unit",
                    ),
                    models.UniqueConstraint(
                        models.F("agency"),
                        django.db.models.functions.comparison.Coalesce("service", models.Value("")),
                        models.F("function"),
                        django.db.models.functions.comparison.Coalesce("staff", models.Value(0)),
                        django.db.models.functions.comparison.Coalesce("unit", models.Value(0)),
                        django.db.models.functions.comparison.Coalesce("region", models.Value("")),
                        name="holder_once",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ServiceFigures",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("first_day", models.DateField(verbose_name="hari pertama")),
                ("last_day", models.DateField(verbose_name="hari terakhir")),
                ("decided", models.PositiveIntegerField(default=0, verbose_name="diputus")),
                ("on_time", models.PositiveIntegerField(default=0, verbose_name="tepat waktu")),
                ("overdue_open", models.PositiveIntegerField(default=0, verbose_name="terlambat dan terbuka")),
                ("median_working_days", models.DecimalField(blank=True, decimal_places=1, max_digits=6, null=True)),
                ("computed_at", models.DateTimeField()),
                (
                    "agency",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="agencies.agency",
                    ),
                ),
                (
                    "service",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="figures", to="catalogue.service"
                    ),
                ),
            ],
            options={
                "verbose_name": "angka layanan",
                "verbose_name_plural": "angka layanan",
                "constraints": [
                    models.UniqueConstraint(
                        models.F("service"),
                        django.db.models.functions.comparison.Coalesce("agency", models.Value("")),
                        models.F("first_day"),
                        models.F("last_day"),
                        name="service_figures_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("on_time__lte", models.F("decided"))), name="service_figures_consistent"
                    ),
                ],
            },
        ),
    ]
