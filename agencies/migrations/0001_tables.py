"""Make the tables of this app, as they stood on 29 November 2026."""

import django.core.validators
import django.db.models.deletion
import django.db.models.functions.comparison
from django.conf import settings
from django.db import migrations, models

import foundation.ids
import foundation.texts


class Migration(migrations.Migration):
    replaces = [
        ("agencies", "0001_initial"),
        ("agencies", "0002_people_and_watch"),
        ("agencies", "0003_activities_and_news"),
        ("agencies", "0004_directory"),
        ("agencies", "0005_auditor"),
        ("agencies", "0006_figures_in_words"),
        ("agencies", "0007_help_and_announcements"),
    ]

    initial = True

    dependencies = [
        ("citizens", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="DecreedYear",
            fields=[
                ("year", models.PositiveSmallIntegerField(primary_key=True, serialize=False, verbose_name="tahun")),
                ("decree", models.CharField(max_length=200, verbose_name="dasar")),
                ("note", models.CharField(blank=True, max_length=200, verbose_name="catatan")),
            ],
            options={
                "verbose_name": "tahun ber-SKB",
                "verbose_name_plural": "tahun ber-SKB",
                "ordering": ["-year"],
            },
        ),
        migrations.CreateModel(
            name="Agency",
            fields=[
                (
                    "slug",
                    models.SlugField(max_length=40, primary_key=True, serialize=False, verbose_name="kode alamat"),
                ),
                ("code", models.CharField(max_length=5, unique=True, verbose_name="kode nomor")),
                ("name", models.CharField(max_length=160, unique=True, verbose_name="nama")),
                ("short_name", models.CharField(max_length=40, verbose_name="singkatan")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("sekretariat", "sekretariat"),
                            ("inspektorat", "inspektorat"),
                            ("dinas", "dinas"),
                            ("badan", "badan"),
                            ("satuan", "satuan"),
                            ("rsud", "rumah sakit"),
                            ("kecamatan", "kecamatan"),
                        ],
                        max_length=12,
                        verbose_name="jenis",
                    ),
                ),
                ("duties", models.CharField(blank=True, max_length=300, verbose_name="urusan")),
                ("address", models.CharField(blank=True, max_length=200, verbose_name="alamat")),
                ("phone", models.CharField(blank=True, max_length=40, verbose_name="telepon")),
                ("email", models.EmailField(blank=True, max_length=254, verbose_name="surel")),
                ("website", models.URLField(blank=True, verbose_name="situs")),
                (
                    "latitude",
                    models.DecimalField(
                        blank=True,
                        decimal_places=6,
                        help_text="Letak pintu kantor, misalnya -6.119876.",
                        max_digits=8,
                        null=True,
                        validators=[
                            django.core.validators.MinValueValidator(-8),
                            django.core.validators.MaxValueValidator(-5),
                        ],
                        verbose_name="lintang",
                    ),
                ),
                (
                    "longitude",
                    models.DecimalField(
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
                ("charter", models.TextField(blank=True, max_length=2000, verbose_name="maklumat pelayanan")),
                ("charter_date", models.DateField(blank=True, null=True, verbose_name="tanggal maklumat")),
                ("source", models.CharField(blank=True, max_length=200, verbose_name="sumber")),
                ("is_active", models.BooleanField(default=True, verbose_name="aktif")),
                (
                    "region",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="agency",
                        to="citizens.region",
                        verbose_name="wilayah",
                    ),
                ),
            ],
            options={
                "verbose_name": "perangkat daerah",
                "verbose_name_plural": "perangkat daerah",
                "ordering": ["name"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "kind__in",
                                ["sekretariat", "inspektorat", "dinas", "badan", "satuan", "rsud", "kecamatan"],
                            )
                        ),
                        name="agency_kind_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("kind", "kecamatan"), _negated=True), ("region__isnull", False), _connector="OR"
                        ),
                        name="agency_district_region",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("latitude__isnull", True), ("longitude__isnull", True)),
                            models.Q(("latitude__isnull", False), ("longitude__isnull", False)),
                            _connector="OR",
                        ),
                        name="agency_point_whole",
                        violation_error_message="Isi lintang dan bujur dua-duanya, atau kosongkan dua-duanya.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("charter_date__isnull", True), models.Q(("charter", ""), _negated=True), _connector="OR"
                        ),
                        name="agency_charter_dated",
                        violation_error_message="Tanggal maklumat hanya berlaku bersama isi maklumatnya.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Activity",
            fields=[
                (
                    "id",
                    models.UUIDField(default=foundation.ids.uuid7, editable=False, primary_key=True, serialize=False),
                ),
                (
                    "title",
                    models.CharField(
                        max_length=120,
                        validators=[foundation.texts.one_line, foundation.texts.public_text],
                        verbose_name="nama kegiatan",
                    ),
                ),
                (
                    "description",
                    models.TextField(
                        blank=True,
                        max_length=2000,
                        validators=[foundation.texts.public_text],
                        verbose_name="keterangan",
                    ),
                ),
                (
                    "place",
                    models.CharField(
                        max_length=160,
                        validators=[foundation.texts.one_line, foundation.texts.public_text],
                        verbose_name="tempat",
                    ),
                ),
                (
                    "for_whom",
                    models.CharField(
                        blank=True,
                        max_length=160,
                        validators=[foundation.texts.one_line, foundation.texts.public_text],
                        verbose_name="untuk siapa",
                    ),
                ),
                (
                    "contact",
                    models.CharField(
                        blank=True,
                        max_length=120,
                        validators=[foundation.texts.one_line, foundation.texts.public_text],
                        verbose_name="kontak",
                    ),
                ),
                ("first_day", models.DateField(verbose_name="hari pertama")),
                ("last_day", models.DateField(verbose_name="sampai hari")),
                ("opens", models.TimeField(blank=True, null=True, verbose_name="mulai pukul")),
                ("closes", models.TimeField(blank=True, null=True, verbose_name="selesai pukul")),
                ("rule", models.CharField(blank=True, max_length=200, verbose_name="aturan berulang")),
                ("until_day", models.DateField(editable=False, verbose_name="hari terakhir")),
                (
                    "capacity",
                    models.PositiveIntegerField(
                        blank=True,
                        null=True,
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(10000),
                        ],
                        verbose_name="jumlah tempat",
                    ),
                ),
                ("is_published", models.BooleanField(default=False, verbose_name="terbit")),
                ("is_cancelled", models.BooleanField(default=False, verbose_name="dibatalkan")),
                (
                    "cancel_reason",
                    models.CharField(
                        blank=True,
                        max_length=200,
                        validators=[foundation.texts.one_line, foundation.texts.public_text],
                        verbose_name="alasan batal",
                    ),
                ),
                ("revision", models.PositiveIntegerField(default=0, editable=False)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("updated_at", models.DateTimeField(auto_now=True, verbose_name="diubah")),
                (
                    "region",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="activities",
                        to="citizens.region",
                        verbose_name="kecamatan",
                    ),
                ),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="activities",
                        to="agencies.agency",
                        verbose_name="perangkat daerah",
                    ),
                ),
            ],
            options={
                "verbose_name": "kegiatan",
                "verbose_name_plural": "kegiatan",
                "ordering": ["-first_day", "id"],
                "indexes": [models.Index(fields=["until_day", "id"], name="activity_until")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("last_day__gte", models.F("first_day"))), name="activity_days_forward"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("until_day__gte", models.F("last_day"))), name="activity_until_forward"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("closes__isnull", True), ("opens__isnull", True)),
                            models.Q(
                                ("closes__isnull", False),
                                ("last_day__gt", models.F("first_day")),
                                ("opens__isnull", False),
                            ),
                            models.Q(
                                ("closes__gt", models.F("opens")), ("closes__isnull", False), ("opens__isnull", False)
                            ),
                            _connector="OR",
                        ),
                        name="activity_hours_forward",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("capacity__isnull", True), ("capacity__gt", 0), _connector="OR"),
                        name="activity_has_places",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("cancel_reason", ""), ("is_cancelled", False)),
                            models.Q(("is_cancelled", True), models.Q(("cancel_reason", ""), _negated=True)),
                            _connector="OR",
                        ),
                        name="activity_cancel_says_why",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="AgencyFigures",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("first_day", models.DateField(verbose_name="hari pertama")),
                ("last_day", models.DateField(verbose_name="hari terakhir")),
                ("decided", models.PositiveIntegerField(default=0, verbose_name="diputus")),
                ("on_time", models.PositiveIntegerField(default=0, verbose_name="tepat waktu")),
                ("overdue_open", models.PositiveIntegerField(default=0, verbose_name="terlambat dan terbuka")),
                ("computed_at", models.DateTimeField()),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="figures", to="agencies.agency"
                    ),
                ),
            ],
            options={
                "verbose_name": "angka perangkat daerah",
                "verbose_name_plural": "angka perangkat daerah",
                "constraints": [
                    models.UniqueConstraint(fields=("agency", "first_day", "last_day"), name="agency_figures_once"),
                    models.CheckConstraint(
                        condition=models.Q(("on_time__lte", models.F("decided"))), name="agency_figures_consistent"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Announcement",
            fields=[
                (
                    "id",
                    models.UUIDField(default=foundation.ids.uuid7, editable=False, primary_key=True, serialize=False),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("pemeliharaan", "pemeliharaan terencana"),
                            ("gangguan", "gangguan"),
                            ("kebocoran", "kegagalan pelindungan data pribadi"),
                        ],
                        max_length=12,
                        verbose_name="jenis",
                    ),
                ),
                (
                    "title",
                    models.CharField(
                        max_length=120,
                        validators=[foundation.texts.one_line, foundation.texts.public_text],
                        verbose_name="judul",
                    ),
                ),
                (
                    "body",
                    models.TextField(
                        help_text="Apa yang terjadi, apa akibatnya bagi warga, dan apa yang dilakukan. Tanpa data pribadi.",
                        max_length=2000,
                        validators=[foundation.texts.public_text],
                        verbose_name="isi",
                    ),
                ),
                ("starts_at", models.DateTimeField(verbose_name="mulai")),
                ("ends_at", models.DateTimeField(blank=True, null=True, verbose_name="selesai")),
                ("is_published", models.BooleanField(default=False, verbose_name="terbit")),
                ("updated_at", models.DateTimeField(auto_now=True, verbose_name="diubah")),
            ],
            options={
                "verbose_name": "pengumuman portal",
                "verbose_name_plural": "pengumuman portal",
                "ordering": ["-starts_at", "-id"],
                "indexes": [models.Index(fields=["-starts_at", "-id"], name="announcement_newest")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("kind__in", ["pemeliharaan", "gangguan", "kebocoran"])),
                        name="announcement_kind_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("ends_at__isnull", True), ("ends_at__gt", models.F("starts_at")), _connector="OR"
                        ),
                        name="announcement_forward",
                        violation_error_message="Waktu selesai harus sesudah waktu mulai.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("kind", "pemeliharaan"), _negated=True),
                            ("ends_at__isnull", False),
                            _connector="OR",
                        ),
                        name="announcement_work_ends",
                        violation_error_message="Isi kapan pemeliharaan selesai.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="HelpContact",
            fields=[
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("telepon", "telepon bantuan"),
                            ("whatsapp", "WhatsApp bantuan"),
                            ("surel", "surel bantuan"),
                            ("darurat", "telepon darurat"),
                            ("pdp", "petugas pelindungan data pribadi"),
                            ("ppid", "PPID utama"),
                            ("atasan_ppid", "atasan PPID"),
                        ],
                        max_length=12,
                        primary_key=True,
                        serialize=False,
                        verbose_name="jenis",
                    ),
                ),
                (
                    "value",
                    models.CharField(
                        help_text="Ditulis apa adanya.",
                        max_length=120,
                        validators=[foundation.texts.one_line, foundation.texts.public_text],
                        verbose_name="nomor, alamat, atau nama",
                    ),
                ),
                (
                    "note",
                    models.CharField(
                        blank=True,
                        help_text="Misalnya jam layanan bila berbeda dari jam kantor.",
                        max_length=160,
                        validators=[foundation.texts.one_line, foundation.texts.public_text],
                        verbose_name="keterangan",
                    ),
                ),
                ("updated_at", models.DateTimeField(auto_now=True, verbose_name="diubah")),
            ],
            options={
                "verbose_name": "kontak bantuan",
                "verbose_name_plural": "kontak bantuan",
                "ordering": ["kind"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("kind__in", ["telepon", "whatsapp", "surel", "darurat", "pdp", "ppid", "atasan_ppid"])
                        ),
                        name="help_contact_kind_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("value", ""), _negated=True), name="help_contact_filled"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Holiday",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("date", models.DateField(verbose_name="tanggal")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("libur_nasional", "libur nasional"),
                            ("cuti_bersama", "cuti bersama"),
                            ("libur_daerah", "libur daerah"),
                        ],
                        max_length=16,
                        verbose_name="jenis",
                    ),
                ),
                ("name", models.CharField(max_length=120, verbose_name="nama")),
                ("decree", models.CharField(blank=True, max_length=200, verbose_name="dasar")),
                ("note", models.CharField(blank=True, max_length=200, verbose_name="catatan")),
            ],
            options={
                "verbose_name": "hari libur",
                "verbose_name_plural": "hari libur",
                "ordering": ["date", "id"],
                "constraints": [
                    models.UniqueConstraint(fields=("date", "kind"), name="holiday_once"),
                    models.CheckConstraint(
                        condition=models.Q(("kind__in", ["libur_nasional", "cuti_bersama", "libur_daerah"])),
                        name="holiday_kind_known",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="LoadedRow",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("table", models.CharField(max_length=40)),
                ("key", models.CharField(max_length=80)),
                ("values", models.JSONField(default=dict)),
                ("loaded_at", models.DateTimeField(auto_now=True)),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("table", "key"), name="loaded_row_once")],
            },
        ),
        migrations.CreateModel(
            name="News",
            fields=[
                (
                    "id",
                    models.UUIDField(default=foundation.ids.uuid7, editable=False, primary_key=True, serialize=False),
                ),
                (
                    "title",
                    models.CharField(
                        max_length=120,
                        validators=[foundation.texts.one_line, foundation.texts.public_text],
                        verbose_name="judul",
                    ),
                ),
                (
                    "body",
                    models.TextField(max_length=3000, validators=[foundation.texts.public_text], verbose_name="isi"),
                ),
                ("shown_from", models.DateTimeField(verbose_name="tampil mulai")),
                ("shown_until", models.DateTimeField(blank=True, null=True, verbose_name="tampil sampai")),
                ("is_published", models.BooleanField(default=False, verbose_name="terbit")),
                ("updated_at", models.DateTimeField(auto_now=True, verbose_name="diubah")),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="news",
                        to="agencies.agency",
                        verbose_name="perangkat daerah",
                    ),
                ),
            ],
            options={
                "verbose_name": "berita",
                "verbose_name_plural": "berita",
                "ordering": ["-shown_from", "-id"],
                "indexes": [models.Index(fields=["-shown_from", "-id"], name="news_newest")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("shown_until__isnull", True), ("shown_until__gt", models.F("shown_from")), _connector="OR"
                        ),
                        name="news_forward",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="EmergencyNotice",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "text",
                    models.CharField(
                        max_length=200,
                        validators=[foundation.texts.one_line, foundation.texts.public_text],
                        verbose_name="teks",
                    ),
                ),
                ("shown_from", models.DateTimeField(verbose_name="tampil mulai")),
                ("shown_until", models.DateTimeField(verbose_name="tampil sampai")),
                (
                    "news",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="agencies.news",
                        verbose_name="berita lengkap",
                    ),
                ),
            ],
            options={
                "verbose_name": "pengumuman darurat",
                "verbose_name_plural": "pengumuman darurat",
                "ordering": ["-shown_from", "-id"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("shown_until__gt", models.F("shown_from"))), name="emergency_forward"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Occurrence",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("day", models.DateField(verbose_name="hari")),
                ("last_day", models.DateField(verbose_name="sampai hari")),
                ("starts_at", models.DateTimeField(verbose_name="mulai")),
                ("ends_at", models.DateTimeField(verbose_name="selesai")),
                ("is_cancelled", models.BooleanField(default=False, verbose_name="dibatalkan")),
                (
                    "cancel_reason",
                    models.CharField(
                        blank=True,
                        max_length=200,
                        validators=[foundation.texts.one_line, foundation.texts.public_text],
                        verbose_name="alasan batal",
                    ),
                ),
                ("is_dropped", models.BooleanField(default=False, editable=False)),
                ("taken", models.PositiveIntegerField(default=0, editable=False, verbose_name="pendaftar")),
                (
                    "activity",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="occurrences",
                        to="agencies.activity",
                        verbose_name="kegiatan",
                    ),
                ),
            ],
            options={
                "verbose_name": "jadwal kegiatan",
                "verbose_name_plural": "jadwal kegiatan",
                "ordering": ["starts_at", "id"],
                "indexes": [models.Index(fields=["starts_at", "id"], name="occurrence_starts")],
                "constraints": [
                    models.UniqueConstraint(fields=("activity", "day"), name="occurrence_once"),
                    models.CheckConstraint(
                        condition=models.Q(("last_day__gte", models.F("day"))), name="occurrence_days_forward"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("ends_at__gt", models.F("starts_at"))), name="occurrence_forward"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("cancel_reason", ""), ("is_cancelled", False)),
                            models.Q(("is_cancelled", True), models.Q(("cancel_reason", ""), _negated=True)),
                            _connector="OR",
                        ),
                        name="occurrence_cancel_says_why",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Participant",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("joined_at", models.DateTimeField(verbose_name="mendaftar")),
                ("left_at", models.DateTimeField(blank=True, null=True, verbose_name="batal ikut")),
                (
                    "occurrence",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="participants",
                        to="agencies.occurrence",
                        verbose_name="jadwal kegiatan",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="akun",
                    ),
                ),
            ],
            options={
                "verbose_name": "pendaftar kegiatan",
                "verbose_name_plural": "pendaftar kegiatan",
                "ordering": ["joined_at", "id"],
                "constraints": [models.UniqueConstraint(fields=("occurrence", "user"), name="participant_once")],
            },
        ),
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
                "constraints": [
                    models.UniqueConstraint(fields=("agency", "sha256"), name="portrait_once"),
                    models.CheckConstraint(
                        condition=models.Q(("source", ""), _negated=True), name="portrait_has_source"
                    ),
                ],
            },
        ),
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
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="proposals",
                        to="agencies.agency",
                        verbose_name="perangkat daerah",
                    ),
                ),
                (
                    "decided_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="decided_proposals",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="diputuskan oleh",
                    ),
                ),
                (
                    "proposed_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="proposals",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="diusulkan oleh",
                    ),
                ),
            ],
            options={
                "verbose_name": "usulan perubahan",
                "verbose_name_plural": "usulan perubahan",
                "ordering": ["-proposed_at", "-id"],
                "indexes": [models.Index(fields=["agency", "outcome"], name="proposal_by_agency")],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("outcome", "menunggu"), models.Q(("target", ""), _negated=True)),
                        fields=("subject", "target"),
                        name="proposal_one_waiting",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("subject__in", ["agency", "official", "workcalendar"])),
                        name="proposal_subject_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("decided_at__isnull", True), ("decided_by__isnull", True), ("outcome", "menunggu")
                            ),
                            models.Q(
                                ("decided_at__isnull", False),
                                ("decided_by__isnull", False),
                                ("outcome__in", ["terbit", "ditolak", "ditarik"]),
                            ),
                            _connector="OR",
                        ),
                        name="proposal_answered_whole",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("outcome", "ditolak"), _negated=True),
                            models.Q(("reason", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="proposal_refused_why",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("outcome__in", ["menunggu", "ditarik"]),
                            models.Q(("decided_by", models.F("proposed_by")), _negated=True),
                            _connector="OR",
                        ),
                        name="proposal_two_people",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Unit",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("code", models.SlugField(max_length=40, verbose_name="kode")),
                ("name", models.CharField(max_length=120, verbose_name="nama")),
                (
                    "rank",
                    models.PositiveSmallIntegerField(
                        default=0,
                        help_text="Unit dengan angka kecil tampil lebih dulu dalam bagan.",
                        verbose_name="urutan",
                    ),
                ),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="units",
                        to="agencies.agency",
                        verbose_name="perangkat daerah",
                    ),
                ),
                (
                    "parent",
                    models.ForeignKey(
                        blank=True,
                        help_text="Kosongkan bila unit ini langsung di bawah pimpinan.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="children",
                        to="agencies.unit",
                        verbose_name="di bawah",
                    ),
                ),
                (
                    "region",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="units",
                        to="citizens.region",
                        verbose_name="wilayah",
                    ),
                ),
            ],
            options={
                "verbose_name": "unit kerja",
                "verbose_name_plural": "unit kerja",
                "ordering": ["rank", "name", "id"],
                "constraints": [
                    models.UniqueConstraint(fields=("agency", "code"), name="unit_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("parent__isnull", True),
                            models.Q(("parent", models.F("id")), _negated=True),
                            _connector="OR",
                        ),
                        name="unit_not_own_part",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Staff",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("title", models.CharField(blank=True, max_length=120, verbose_name="jabatan")),
                ("is_agency_admin", models.BooleanField(default=False, verbose_name="admin OPD")),
                (
                    "is_platform_admin",
                    models.BooleanField(default=False, verbose_name="admin portal (Diskominfosatik)"),
                ),
                ("is_auditor", models.BooleanField(default=False, verbose_name="auditor (hanya membaca)")),
                ("is_active", models.BooleanField(default=True, verbose_name="aktif")),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="staff",
                        to="agencies.agency",
                        verbose_name="perangkat daerah",
                    ),
                ),
                (
                    "user",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="staff",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="akun",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="staff",
                        to="agencies.unit",
                        verbose_name="unit kerja",
                    ),
                ),
            ],
            options={
                "verbose_name": "petugas",
                "verbose_name_plural": "petugas",
                "ordering": ["agency", "id"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("is_auditor", False),
                            models.Q(("is_agency_admin", False), ("is_platform_admin", False)),
                            _connector="OR",
                        ),
                        name="staff_auditor_keeps_nothing",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Absence",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "acts_as",
                    models.CharField(
                        choices=[("plh", "pelaksana harian (Plh.)"), ("plt", "pelaksana tugas (Plt.)")],
                        default="plh",
                        max_length=3,
                        verbose_name="sebagai",
                    ),
                ),
                ("first_day", models.DateField(verbose_name="mulai")),
                ("last_day", models.DateField(verbose_name="sampai")),
                (
                    "staff",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="absences",
                        to="agencies.staff",
                        verbose_name="petugas",
                    ),
                ),
                (
                    "substitute",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="substitutions",
                        to="agencies.staff",
                        verbose_name="pengganti",
                    ),
                ),
            ],
            options={
                "verbose_name": "ketidakhadiran",
                "verbose_name_plural": "ketidakhadiran",
                "ordering": ["-first_day", "id"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("acts_as__in", ["plh", "plt"])), name="absence_acts_as_known"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("last_day__gte", models.F("first_day"))), name="absence_forward"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("substitute__isnull", True),
                            models.Q(("substitute", models.F("staff")), _negated=True),
                            _connector="OR",
                        ),
                        name="absence_other",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Official",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("position", models.CharField(max_length=120, verbose_name="jabatan")),
                ("is_head", models.BooleanField(default=False, verbose_name="pimpinan")),
                ("name", models.CharField(blank=True, max_length=120, verbose_name="nama")),
                (
                    "acting",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("", "definitif"),
                            ("plt", "pelaksana tugas (Plt.)"),
                            ("plh", "pelaksana harian (Plh.)"),
                            ("pj", "penjabat (Pj.)"),
                        ],
                        default="",
                        max_length=4,
                        verbose_name="status",
                    ),
                ),
                ("since", models.DateField(blank=True, null=True, verbose_name="sejak")),
                ("until", models.DateField(blank=True, null=True, verbose_name="sampai")),
                ("source", models.CharField(blank=True, max_length=200, verbose_name="sumber")),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="officials",
                        to="agencies.agency",
                        verbose_name="perangkat daerah",
                    ),
                ),
                (
                    "portrait",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="officials",
                        to="agencies.portrait",
                        verbose_name="foto",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="officials",
                        to="agencies.unit",
                        verbose_name="memimpin unit",
                    ),
                ),
            ],
            options={
                "verbose_name": "pejabat",
                "verbose_name_plural": "pejabat",
                "ordering": ["-is_head", "position", "id"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(
                            ("is_head", True), ("until__isnull", True), models.Q(("acting", "plh"), _negated=True)
                        ),
                        fields=("agency",),
                        name="official_one_head",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("is_head", True), ("until__isnull", True), ("acting", "plh")),
                        fields=("agency",),
                        name="official_one_daily_head",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(
                            ("unit__isnull", False), ("until__isnull", True), models.Q(("acting", "plh"), _negated=True)
                        ),
                        fields=("unit",),
                        name="official_one_leader",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("unit__isnull", False), ("until__isnull", True), ("acting", "plh")),
                        fields=("unit",),
                        name="official_one_daily_leader",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("is_head", False), ("unit__isnull", True), _connector="OR"),
                        name="official_one_office",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("acting__in", ["", "plt", "plh", "pj"])), name="official_acting_known"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("since__isnull", True),
                            ("until__isnull", True),
                            ("until__gte", models.F("since")),
                            _connector="OR",
                        ),
                        name="official_dates_forward",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="WorkCalendar",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "weekdays",
                    models.CharField(
                        default="12345",
                        max_length=7,
                        validators=[django.core.validators.RegexValidator("^1?2?3?4?5?6?7?$")],
                        verbose_name="hari kerja",
                    ),
                ),
                ("opens", models.TimeField(default="08:00", verbose_name="buka")),
                ("closes", models.TimeField(default="16:00", verbose_name="tutup")),
                ("counts_joint_leave", models.BooleanField(default=False, verbose_name="cuti bersama dihitung kerja")),
                ("follows_holidays", models.BooleanField(default=True, verbose_name="libur nasional tidak dihitung")),
                ("verified", models.BooleanField(default=False, verbose_name="sudah diperiksa")),
                ("note", models.CharField(blank=True, max_length=200, verbose_name="catatan")),
                (
                    "agency",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="calendar",
                        to="agencies.agency",
                        verbose_name="perangkat daerah",
                    ),
                ),
            ],
            options={
                "verbose_name": "kalender kerja",
                "verbose_name_plural": "kalender kerja",
                "ordering": ["agency", "id"],
                "constraints": [
                    models.UniqueConstraint(
                        django.db.models.functions.comparison.Coalesce("agency", models.Value("")),
                        name="calendar_one_default",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("closes__gt", models.F("opens"))), name="calendar_forward"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("weekdays", ""), _negated=True), name="calendar_has_weekdays"
                    ),
                ],
            },
        ),
    ]
