"""Make the tables of this app, as they stood on 29 November 2026."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import foundation.ids


class Migration(migrations.Migration):
    replaces = [("signal", "0001_initial"), ("signal", "0003_operators_letters_rules")]

    initial = True

    dependencies = [
        ("citizens", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ("requests", "0001_tables"),
    ]

    operations = [
        migrations.CreateModel(
            name="DistrictFigures",
            fields=[
                (
                    "district",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="+",
                        serialize=False,
                        to="citizens.region",
                    ),
                ),
                ("data", models.JSONField(default=dict)),
                ("updated_at", models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name="Series",
            fields=[
                ("name", models.CharField(max_length=10, primary_key=True, serialize=False)),
                ("year", models.PositiveSmallIntegerField(default=0)),
                ("last", models.PositiveIntegerField(default=0)),
            ],
        ),
        migrations.CreateModel(
            name="Letter",
            fields=[
                (
                    "id",
                    models.UUIDField(default=foundation.ids.uuid7, editable=False, primary_key=True, serialize=False),
                ),
                (
                    "target",
                    models.CharField(
                        choices=[
                            ("telkomsel", "Telkomsel"),
                            ("indosat", "Indosat"),
                            ("xlsmart", "XLSmart"),
                            ("bakti", "BAKTI Komdigi"),
                        ],
                        max_length=12,
                        verbose_name="tujuan",
                    ),
                ),
                ("number", models.CharField(blank=True, max_length=60, verbose_name="nomor surat")),
                ("dated", models.DateField(verbose_name="tanggal surat")),
                ("signer_name", models.CharField(blank=True, max_length=120, verbose_name="nama penanda tangan")),
                (
                    "signer_position",
                    models.CharField(blank=True, max_length=120, verbose_name="jabatan penanda tangan"),
                ),
                ("rows", models.JSONField(default=list)),
                ("made_at", models.DateTimeField(verbose_name="dibuat")),
                ("is_demo", models.BooleanField(default=False, verbose_name="DEMO")),
                (
                    "made_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "ordering": ["-made_at", "-id"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("target__in", ["telkomsel", "indosat", "xlsmart", "bakti"])),
                        name="signal_letter_target_known",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("number", ""), _negated=True),
                        fields=("number",),
                        name="signal_letter_number_once",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="OperatorSeat",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "target",
                    models.CharField(
                        choices=[
                            ("telkomsel", "Telkomsel"),
                            ("indosat", "Indosat"),
                            ("xlsmart", "XLSmart"),
                            ("bakti", "BAKTI Komdigi"),
                        ],
                        max_length=12,
                        verbose_name="operator",
                    ),
                ),
                ("is_active", models.BooleanField(default=True, verbose_name="aktif")),
                ("given_at", models.DateTimeField(verbose_name="diberikan")),
                ("ended_at", models.DateTimeField(blank=True, null=True, verbose_name="dicabut")),
                (
                    "given_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "user",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="signal_seat",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("target__in", ["telkomsel", "indosat", "xlsmart", "bakti"])),
                        name="operator_seat_target_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("ended_at__isnull", True), ("is_active", True)),
                            models.Q(("ended_at__isnull", False), ("is_active", False)),
                            _connector="OR",
                        ),
                        name="operator_seat_end",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Rules",
            fields=[
                ("id", models.PositiveSmallIntegerField(default=1, editable=False, primary_key=True, serialize=False)),
                ("near_m", models.PositiveIntegerField(default=500, verbose_name="jarak gabung (meter)")),
                (
                    "few",
                    models.PositiveIntegerField(default=10, verbose_name="keluarga paling sedikit agar letak tampil"),
                ),
                ("far_km", models.PositiveIntegerField(default=15, verbose_name="jarak terjauh dari desa (kilometer)")),
                ("changed_at", models.DateTimeField(null=True)),
                (
                    "changed_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(condition=models.Q(("id", 1)), name="signal_rules_one"),
                    models.CheckConstraint(condition=models.Q(("near_m__range", (50, 5000))), name="signal_rules_near"),
                    models.CheckConstraint(condition=models.Q(("few__range", (5, 1000))), name="signal_rules_few"),
                    models.CheckConstraint(condition=models.Q(("far_km__range", (2, 50))), name="signal_rules_far"),
                ],
            },
        ),
        migrations.CreateModel(
            name="SignalSite",
            fields=[
                (
                    "id",
                    models.UUIDField(default=foundation.ids.uuid7, editable=False, primary_key=True, serialize=False),
                ),
                ("code", models.CharField(max_length=16, unique=True, verbose_name="nomor")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("dilaporkan", "menunggu verifikasi"),
                            ("diverifikasi", "terverifikasi"),
                            ("disurvei", "sudah disurvei"),
                            ("diusulkan", "diusulkan"),
                            ("ditanggapi", "sudah ditanggapi"),
                            ("dibangun", "sedang dibangun"),
                            ("diuji", "diuji ulang"),
                            ("tertangani", "tertangani"),
                            ("ditutup", "ditutup"),
                        ],
                        default="dilaporkan",
                        max_length=12,
                        verbose_name="tahap",
                    ),
                ),
                ("seq", models.PositiveIntegerField(default=0)),
                ("lat", models.FloatField(verbose_name="lintang")),
                ("lng", models.FloatField(verbose_name="bujur")),
                ("is_rough", models.BooleanField(default=False, verbose_name="titik perkiraan")),
                (
                    "coverage",
                    models.CharField(
                        choices=[
                            ("tidak-ada", "tidak ada sinyal"),
                            ("lemah", "sinyal lemah"),
                            ("hanya-2g", "hanya 2G"),
                            ("data-lambat", "data lambat"),
                        ],
                        max_length=12,
                        verbose_name="keadaan sinyal",
                    ),
                ),
                ("households", models.PositiveIntegerField(blank=True, null=True, verbose_name="perkiraan keluarga")),
                ("reports", models.PositiveIntegerField(default=0, verbose_name="laporan")),
                ("reported_at", models.DateTimeField(verbose_name="pertama dilaporkan")),
                ("state_since", models.DateTimeField(verbose_name="tahap sejak")),
                ("is_demo", models.BooleanField(default=False, verbose_name="DEMO")),
                (
                    "district",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="citizens.region",
                        verbose_name="kecamatan",
                    ),
                ),
                (
                    "village",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="citizens.region",
                        verbose_name="desa",
                    ),
                ),
            ],
            options={
                "verbose_name": "titik sinyal",
                "verbose_name_plural": "titik sinyal",
                "ordering": ["-reported_at", "-id"],
                "indexes": [
                    models.Index(
                        condition=models.Q(
                            (
                                "state__in",
                                (
                                    "dilaporkan",
                                    "diverifikasi",
                                    "disurvei",
                                    "diusulkan",
                                    "ditanggapi",
                                    "dibangun",
                                    "diuji",
                                ),
                            )
                        ),
                        fields=["lat", "lng"],
                        name="site_open_place",
                    ),
                    models.Index(fields=["district", "-reported_at", "-id"], name="site_district"),
                    models.Index(fields=["state", "-reported_at", "-id"], name="site_state"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "state__in",
                                [
                                    "dilaporkan",
                                    "diverifikasi",
                                    "disurvei",
                                    "diusulkan",
                                    "ditanggapi",
                                    "dibangun",
                                    "diuji",
                                    "tertangani",
                                    "ditutup",
                                ],
                            )
                        ),
                        name="site_state_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("coverage__in", ["tidak-ada", "lemah", "hanya-2g", "data-lambat"])),
                        name="site_coverage_known",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="LetterSite",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "letter",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="sites", to="signal.letter"
                    ),
                ),
                (
                    "site",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="letters", to="signal.signalsite"
                    ),
                ),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("letter", "site"), name="signal_letter_site_once")],
            },
        ),
        migrations.CreateModel(
            name="SiteOperator",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "operator",
                    models.CharField(
                        choices=[
                            ("telkomsel", "Telkomsel"),
                            ("indosat", "Indosat (IM3/Tri)"),
                            ("xlsmart", "XLSmart (XL/AXIS/Smartfren)"),
                        ],
                        max_length=12,
                        verbose_name="operator",
                    ),
                ),
                (
                    "site",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="operators", to="signal.signalsite"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("site", "operator"), name="site_operator_once"),
                    models.CheckConstraint(
                        condition=models.Q(("operator__in", ["telkomsel", "indosat", "xlsmart"])),
                        name="site_operator_known",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="SiteProposal",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "target",
                    models.CharField(
                        choices=[
                            ("telkomsel", "Telkomsel"),
                            ("indosat", "Indosat"),
                            ("xlsmart", "XLSmart"),
                            ("bakti", "BAKTI Komdigi"),
                        ],
                        max_length=12,
                        verbose_name="tujuan",
                    ),
                ),
                ("at", models.DateTimeField(verbose_name="diusulkan")),
                ("is_current", models.BooleanField(default=True, verbose_name="berlaku")),
                (
                    "site",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="proposals", to="signal.signalsite"
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["target", "is_current"], name="site_proposal_target")],
                "constraints": [
                    models.UniqueConstraint(fields=("site", "target"), name="site_proposal_once"),
                    models.CheckConstraint(
                        condition=models.Q(("target__in", ["telkomsel", "indosat", "xlsmart", "bakti"])),
                        name="site_proposal_target_known",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="SiteReport",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("distance", models.PositiveIntegerField(verbose_name="jarak (m)")),
                ("joined_at", models.DateTimeField(verbose_name="digabung")),
                (
                    "request",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="requests.servicerequest"
                    ),
                ),
                (
                    "site",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="joined", to="signal.signalsite"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="SiteStep",
            fields=[
                (
                    "id",
                    models.UUIDField(default=foundation.ids.uuid7, editable=False, primary_key=True, serialize=False),
                ),
                ("seq", models.PositiveIntegerField()),
                ("at", models.DateTimeField(verbose_name="waktu")),
                ("action", models.CharField(max_length=12, verbose_name="langkah")),
                ("from_state", models.CharField(blank=True, max_length=12)),
                ("to_state", models.CharField(max_length=12)),
                ("targets", models.JSONField(default=list)),
                ("on_date", models.DateField(blank=True, null=True, verbose_name="tanggal")),
                ("note", models.TextField(blank=True, verbose_name="catatan")),
                (
                    "actor",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "site",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="steps", to="signal.signalsite"
                    ),
                ),
            ],
            options={
                "ordering": ["site", "seq"],
                "constraints": [models.UniqueConstraint(fields=("site", "seq"), name="site_step_once")],
            },
        ),
    ]
