"""Make the tables of this app, as they stood on 29 November 2026."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import foundation.clock
import foundation.ids


class Migration(migrations.Migration):
    replaces = [
        ("requests", "0001_initial"),
        ("requests", "0002_append_only"),
        ("requests", "0003_people_and_watch"),
        ("requests", "0004_seals"),
        ("requests", "0005_acting_and_priority"),
        ("requests", "0006_request_ended"),
        ("requests", "0007_watch"),
        ("requests", "0008_endings"),
        ("requests", "0009_what_a_task_shows"),
        ("requests", "0010_words_for_the_office"),
        ("requests", "0011_labels"),
    ]

    initial = True

    dependencies = [
        ("agencies", "0001_tables"),
        ("catalogue", "0001_tables"),
        ("citizens", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Seal",
            fields=[
                ("number", models.PositiveIntegerField(primary_key=True, serialize=False)),
                ("day", models.DateField(unique=True)),
                ("until", models.DateTimeField()),
                ("leaves_count", models.PositiveIntegerField()),
                ("root", models.CharField(max_length=64)),
                ("prev_hash", models.CharField(max_length=64)),
                ("hash", models.CharField(max_length=64, unique=True)),
                ("key_id", models.CharField(max_length=20)),
                ("signature", models.CharField(max_length=128)),
                ("made_at", models.DateTimeField()),
            ],
            options={
                "ordering": ["number"],
            },
        ),
        migrations.CreateModel(
            name="ServiceRequest",
            fields=[
                (
                    "id",
                    models.UUIDField(default=foundation.ids.uuid7, editable=False, primary_key=True, serialize=False),
                ),
                ("number", models.CharField(blank=True, max_length=32, null=True, unique=True, verbose_name="nomor")),
                ("kind", models.CharField(max_length=12, verbose_name="jenis")),
                ("parent_cycle", models.PositiveSmallIntegerField(blank=True, null=True)),
                ("state", models.CharField(max_length=40, verbose_name="tahap")),
                (
                    "phase",
                    models.CharField(
                        choices=[
                            ("draft", "draf"),
                            ("in_process", "diproses"),
                            ("waiting_applicant", "menunggu pemohon"),
                            ("approved", "disetujui"),
                            ("rejected", "ditolak"),
                            ("withdrawn", "dibatalkan"),
                            ("closed", "ditutup"),
                        ],
                        default="draft",
                        max_length=18,
                        verbose_name="keadaan",
                    ),
                ),
                ("shown_state", models.CharField(blank=True, max_length=40)),
                (
                    "shown_phase",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("draft", "draf"),
                            ("in_process", "diproses"),
                            ("waiting_applicant", "menunggu pemohon"),
                            ("approved", "disetujui"),
                            ("rejected", "ditolak"),
                            ("withdrawn", "dibatalkan"),
                            ("closed", "ditutup"),
                        ],
                        max_length=18,
                    ),
                ),
                ("answers", models.JSONField(default=dict)),
                ("typed", models.TextField(blank=True)),
                ("seq", models.PositiveIntegerField(default=0, verbose_name="urutan")),
                ("round", models.PositiveSmallIntegerField(default=0, verbose_name="putaran perbaikan")),
                (
                    "channel",
                    models.CharField(
                        choices=[
                            ("web", "lewat portal"),
                            ("village", "lewat kantor desa"),
                            ("counter", "lewat loket"),
                            ("api", "lewat aplikasi lain"),
                        ],
                        default="web",
                        max_length=8,
                        verbose_name="jalur",
                    ),
                ),
                ("confidential", models.BooleanField(default=False, verbose_name="rahasia")),
                ("restricted", models.BooleanField(default=False)),
                ("identity_hidden", models.BooleanField(default=False)),
                (
                    "priority",
                    models.CharField(
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
                (
                    "goes_first",
                    models.GeneratedField(
                        db_persist=True,
                        expression=models.Case(models.When(priority="", then=0), default=1),
                        output_field=models.SmallIntegerField(),
                    ),
                ),
                ("fee", models.PositiveBigIntegerField(blank=True, null=True, verbose_name="biaya (rupiah)")),
                ("receipt_number", models.CharField(blank=True, max_length=80, verbose_name="nomor bukti bayar")),
                ("due_at", models.DateTimeField(blank=True, null=True, verbose_name="tenggat")),
                ("due_is_estimate", models.BooleanField(default=False, verbose_name="tenggat perkiraan")),
                ("created_at", models.DateTimeField(verbose_name="dibuat")),
                ("updated_at", models.DateTimeField(verbose_name="diubah")),
                ("state_since", models.DateTimeField(blank=True, null=True)),
                ("submitted_at", models.DateTimeField(blank=True, null=True, verbose_name="dikirim")),
                ("completed_at", models.DateTimeField(blank=True, null=True, verbose_name="berkas lengkap")),
                ("decided_at", models.DateTimeField(blank=True, null=True, verbose_name="diputus")),
                ("effective_at", models.DateTimeField(blank=True, null=True, verbose_name="putusan berlaku")),
                ("retain_until", models.DateField(blank=True, null=True, verbose_name="disimpan sampai")),
                ("follow_up_hash", models.CharField(blank=True, max_length=64)),
                ("session_hash", models.CharField(blank=True, max_length=64)),
                ("external_number", models.CharField(blank=True, max_length=80)),
                ("cycle", models.PositiveSmallIntegerField(default=0)),
                ("trouble", models.CharField(blank=True, max_length=200, verbose_name="kendala")),
                ("is_test", models.BooleanField(default=False, verbose_name="uji coba")),
                (
                    "agency",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="requests",
                        to="agencies.agency",
                        verbose_name="perangkat daerah",
                    ),
                ),
                (
                    "applicant",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="requests",
                        to="citizens.party",
                    ),
                ),
                (
                    "assignee",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="assigned",
                        to="agencies.staff",
                        verbose_name="petugas",
                    ),
                ),
                (
                    "filed_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "mandate",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="citizens.mandate",
                    ),
                ),
                (
                    "parent",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="children",
                        to="requests.servicerequest",
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
                    "service",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="requests",
                        to="catalogue.service",
                        verbose_name="layanan",
                    ),
                ),
                (
                    "subject",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="citizens.party",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="requests",
                        to="agencies.unit",
                        verbose_name="unit kerja",
                    ),
                ),
                (
                    "version",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="requests",
                        to="catalogue.serviceversion",
                        verbose_name="versi layanan",
                    ),
                ),
            ],
            options={
                "verbose_name": "permohonan",
                "verbose_name_plural": "permohonan",
                "ordering": ["-created_at", "-id"],
                "indexes": [
                    models.Index(fields=["agency", "phase", "due_at"], name="request_agency_due"),
                    models.Index(fields=["assignee", "phase"], name="request_assignee"),
                    models.Index(fields=["service", "submitted_at"], name="request_service"),
                    models.Index(
                        condition=models.Q(("phase__in", ["in_process", "waiting_applicant"])),
                        fields=["agency", "-goes_first", "due_at", "submitted_at", "id"],
                        name="request_open",
                    ),
                    models.Index(
                        condition=models.Q(("phase__in", ["approved", "rejected", "withdrawn", "closed"])),
                        fields=["agency", "-updated_at", "-id"],
                        name="request_ended",
                    ),
                    models.Index(fields=["applicant", "-created_at"], name="request_applicant"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "phase__in",
                                [
                                    "draft",
                                    "in_process",
                                    "waiting_applicant",
                                    "approved",
                                    "rejected",
                                    "withdrawn",
                                    "closed",
                                ],
                            )
                        ),
                        name="request_phase_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("channel__in", ["web", "village", "counter", "api"])),
                        name="request_channel_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("priority", ""),
                            ("priority__in", ["lansia", "disabilitas", "hamil", "bencana"]),
                            _connector="OR",
                        ),
                        name="request_priority_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("phase", "draft"),
                            models.Q(
                                ("agency__isnull", False), ("number__isnull", False), ("submitted_at__isnull", False)
                            ),
                            _connector="OR",
                        ),
                        name="request_submitted_has_number",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("phase__in", ["approved", "rejected"]), _negated=True),
                            ("decided_at__isnull", False),
                            _connector="OR",
                        ),
                        name="request_decided_at",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(
                            ("kind", "objection"), ("phase__in", ["draft", "in_process", "waiting_applicant"])
                        ),
                        fields=("parent", "parent_cycle"),
                        name="request_one_open_objection",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("identity_hidden", False), ("restricted", False)),
                            ("confidential", True),
                            _connector="OR",
                        ),
                        name="request_kept_is_confidential",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("parent__isnull", True), ("parent_cycle__isnull", False), _connector="OR"),
                        name="request_parent_has_cycle",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Watch",
            fields=[
                (
                    "request",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="watch",
                        serialize=False,
                        to="requests.servicerequest",
                    ),
                ),
                ("at", models.DateTimeField(db_index=True)),
            ],
            options={
                "ordering": ["at", "request"],
            },
        ),
        migrations.CreateModel(
            name="RequestTerm",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("term", models.CharField(max_length=80)),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="agencies.agency"
                    ),
                ),
                (
                    "request",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="terms", to="requests.servicerequest"
                    ),
                ),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("agency", "term", "request"), name="term_once")],
            },
        ),
        migrations.CreateModel(
            name="RequestTask",
            fields=[
                (
                    "id",
                    models.UUIDField(default=foundation.ids.uuid7, editable=False, primary_key=True, serialize=False),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[("fork", "bagian kerja"), ("consult", "minta pendapat")], default="fork", max_length=8
                    ),
                ),
                ("fork", models.CharField(max_length=40)),
                ("function", models.CharField(max_length=40)),
                ("fields", models.JSONField(default=list)),
                ("opened_at", models.DateTimeField(default=foundation.clock.now)),
                ("due_at", models.DateTimeField(blank=True, null=True)),
                ("due_is_estimate", models.BooleanField(default=False)),
                ("outcome", models.CharField(blank=True, max_length=40)),
                ("done_at", models.DateTimeField(blank=True, null=True)),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="agencies.agency"
                    ),
                ),
                (
                    "assignee",
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
                        on_delete=django.db.models.deletion.CASCADE, related_name="tasks", to="requests.servicerequest"
                    ),
                ),
            ],
            options={
                "ordering": ["id"],
                "indexes": [
                    models.Index(
                        condition=models.Q(("done_at__isnull", True)),
                        fields=["agency", "function", "due_at", "id"],
                        name="task_open",
                    )
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("kind__in", ["fork", "consult"])), name="task_kind_known"
                    ),
                    models.UniqueConstraint(fields=("request", "fork", "function", "agency"), name="task_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("done_at__isnull", True), ("outcome", "")),
                            models.Q(("done_at__isnull", False), models.Q(("outcome", ""), _negated=True)),
                            _connector="OR",
                        ),
                        name="task_done_has_outcome",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("done_at__isnull", True)),
                        fields=("request", "kind", "function", "agency"),
                        name="task_open_once",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="RequestGrant",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("fields", models.JSONField(default=list)),
                ("ends_at", models.DateTimeField(blank=True, null=True)),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="agencies.agency"
                    ),
                ),
                (
                    "request",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="grants", to="requests.servicerequest"
                    ),
                ),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("request", "agency"), name="grant_once")],
            },
        ),
        migrations.CreateModel(
            name="RequestExclusion",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("noted_at", models.DateTimeField(default=foundation.clock.now)),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "request",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="exclusions",
                        to="requests.servicerequest",
                    ),
                ),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("request", "user"), name="exclusion_once")],
            },
        ),
        migrations.CreateModel(
            name="RequestEvent",
            fields=[
                (
                    "id",
                    models.UUIDField(default=foundation.ids.uuid7, editable=False, primary_key=True, serialize=False),
                ),
                ("seq", models.PositiveIntegerField(verbose_name="urutan")),
                ("at", models.DateTimeField(verbose_name="waktu")),
                ("kind", models.CharField(max_length=20, verbose_name="jenis")),
                ("action", models.CharField(max_length=40, verbose_name="tindakan")),
                ("actor_kind", models.CharField(max_length=10, verbose_name="pelaku")),
                ("function", models.CharField(blank=True, max_length=40, verbose_name="fungsi")),
                (
                    "acts_as",
                    models.CharField(
                        blank=True,
                        choices=[("plh", "pelaksana harian (Plh.)"), ("plt", "pelaksana tugas (Plt.)")],
                        max_length=3,
                    ),
                ),
                ("cycle", models.PositiveSmallIntegerField(default=0)),
                ("from_state", models.CharField(max_length=40, verbose_name="dari tahap")),
                ("to_state", models.CharField(max_length=40, verbose_name="ke tahap")),
                (
                    "visibility",
                    models.CharField(
                        choices=[("public", "semua"), ("applicant", "pemohon"), ("internal", "petugas")],
                        default="applicant",
                        max_length=9,
                    ),
                ),
                ("key", models.CharField(max_length=80)),
                ("payload_hash", models.CharField(max_length=64)),
                ("prev_hash", models.CharField(max_length=64)),
                ("hash", models.CharField(max_length=64)),
                (
                    "acting_for",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="agencies.staff"
                    ),
                ),
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
                    "on_behalf_of",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="citizens.party"
                    ),
                ),
                (
                    "request",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="events", to="requests.servicerequest"
                    ),
                ),
            ],
            options={
                "verbose_name": "langkah permohonan",
                "verbose_name_plural": "langkah permohonan",
                "ordering": ["request", "seq"],
                "constraints": [
                    models.UniqueConstraint(fields=("request", "seq"), name="event_seq_once"),
                    models.UniqueConstraint(
                        condition=models.Q(("kind", "effective")),
                        fields=("request", "cycle"),
                        name="event_one_effective_decision",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("visibility__in", ["public", "applicant", "internal"])),
                        name="event_visibility_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("acting_for__isnull", True), ("acts_as", "")),
                            models.Q(("acting_for__isnull", False), ("acts_as__in", ["plh", "plt"])),
                            _connector="OR",
                        ),
                        name="event_acts_as_somebody",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Message",
            fields=[
                (
                    "id",
                    models.UUIDField(default=foundation.ids.uuid7, editable=False, primary_key=True, serialize=False),
                ),
                ("from_staff", models.BooleanField()),
                ("body", models.TextField()),
                ("at", models.DateTimeField()),
                ("read_at", models.DateTimeField(blank=True, null=True)),
                (
                    "author",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "request",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="messages",
                        to="requests.servicerequest",
                    ),
                ),
            ],
            options={
                "ordering": ["at", "id"],
            },
        ),
        migrations.CreateModel(
            name="CorrectionItem",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("round", models.PositiveSmallIntegerField()),
                ("field", models.CharField(max_length=80)),
                (
                    "reason",
                    models.CharField(
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
                ("note", models.TextField()),
                ("created_at", models.DateTimeField()),
                ("resolved_at", models.DateTimeField(blank=True, null=True)),
                (
                    "request",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="corrections",
                        to="requests.servicerequest",
                    ),
                ),
            ],
            options={
                "ordering": ["round", "id"],
                "constraints": [
                    models.UniqueConstraint(fields=("request", "round", "field"), name="correction_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("reason", ""), ("reason__in", ["kurang", "salah", "buram", "usang"]), _connector="OR"
                        ),
                        name="correction_reason_known",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Attachment",
            fields=[
                (
                    "id",
                    models.UUIDField(default=foundation.ids.uuid7, editable=False, primary_key=True, serialize=False),
                ),
                ("field", models.CharField(max_length=80)),
                ("path", models.CharField(max_length=120, unique=True)),
                ("display_name", models.CharField(max_length=120)),
                ("sha256", models.CharField(max_length=64)),
                ("mime", models.CharField(max_length=40)),
                ("size", models.PositiveIntegerField()),
                ("pages", models.PositiveSmallIntegerField(default=1)),
                (
                    "scan",
                    models.CharField(
                        choices=[
                            ("off", "tidak dipindai"),
                            ("waiting", "menunggu pindai"),
                            ("clean", "bersih"),
                            ("infected", "berbahaya"),
                        ],
                        default="off",
                        max_length=8,
                    ),
                ),
                ("sensitivity", models.CharField(default="personal", max_length=12)),
                ("uploaded_at", models.DateTimeField()),
                ("purge_at", models.DateTimeField(blank=True, null=True)),
                (
                    "replaced_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="requests.attachment",
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
                (
                    "request",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="attachments",
                        to="requests.servicerequest",
                    ),
                ),
            ],
            options={
                "ordering": ["uploaded_at", "id"],
                "constraints": [
                    models.CheckConstraint(condition=models.Q(("size__gt", 0)), name="attachment_not_empty"),
                    models.CheckConstraint(
                        condition=models.Q(("scan__in", ["off", "waiting", "clean", "infected"])),
                        name="attachment_scan_known",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="SilenceEntry",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("cycle", models.PositiveSmallIntegerField(default=0)),
                ("due_at", models.DateTimeField(verbose_name="tenggat")),
                ("entered_at", models.DateTimeField(verbose_name="dicatat")),
                ("resolved_at", models.DateTimeField(blank=True, null=True, verbose_name="diputus")),
                (
                    "request",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="silences",
                        to="requests.servicerequest",
                    ),
                ),
            ],
            options={
                "verbose_name": "permohonan melewati batas diam",
                "verbose_name_plural": "daftar permohonan melewati batas diam",
                "ordering": ["-entered_at", "-id"],
                "constraints": [models.UniqueConstraint(fields=("request", "cycle"), name="silence_once")],
            },
        ),
        migrations.CreateModel(
            name="SlaClock",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("scope", models.CharField(blank=True, max_length=40)),
                ("cycle", models.PositiveSmallIntegerField(default=0)),
                ("amount", models.PositiveIntegerField()),
                ("unit", models.CharField(max_length=16)),
                ("roll", models.CharField(blank=True, max_length=20)),
                ("started_at", models.DateTimeField()),
                ("due_at", models.DateTimeField()),
                ("is_estimate", models.BooleanField(default=False)),
                ("stopped_at", models.DateTimeField(blank=True, null=True)),
                (
                    "request",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="clocks", to="requests.servicerequest"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("stopped_at__isnull", True)),
                        fields=("request", "scope"),
                        name="clock_one_running",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="SlaEscalation",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("percent", models.PositiveSmallIntegerField()),
                ("function", models.CharField(max_length=60)),
                ("told_at", models.DateTimeField()),
                (
                    "clock",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="escalations", to="requests.slaclock"
                    ),
                ),
            ],
            options={
                "ordering": ["clock", "percent", "id"],
                "constraints": [
                    models.UniqueConstraint(fields=("clock", "percent", "function"), name="escalation_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="SlaPause",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("began_at", models.DateTimeField()),
                ("ended_at", models.DateTimeField(blank=True, null=True)),
                ("reason", models.CharField(max_length=40)),
                (
                    "agency",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="agencies.agency",
                    ),
                ),
                (
                    "clock",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="pauses", to="requests.slaclock"
                    ),
                ),
            ],
            options={
                "ordering": ["began_at", "id"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("ended_at__isnull", True)), fields=("clock",), name="pause_one_open"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("ended_at__isnull", True), ("ended_at__gte", models.F("began_at")), _connector="OR"
                        ),
                        name="pause_forward",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="EventPayload",
            fields=[
                (
                    "event",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        related_name="payload",
                        serialize=False,
                        to="requests.requestevent",
                    ),
                ),
                ("salt", models.CharField(blank=True, max_length=64)),
                ("data", models.JSONField(blank=True, null=True)),
                ("destroyed_at", models.DateTimeField(blank=True, null=True)),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("destroyed_at__isnull", True),
                            models.Q(("data__isnull", True), ("salt", "")),
                            _connector="OR",
                        ),
                        name="payload_destroyed_is_empty",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="NumberSeries",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("year", models.PositiveSmallIntegerField()),
                ("last", models.PositiveIntegerField(default=0)),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="agencies.agency"
                    ),
                ),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("agency", "year"), name="number_series_once")],
            },
        ),
        migrations.CreateModel(
            name="SealLeaf",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("index", models.PositiveIntegerField()),
                ("hash", models.CharField(max_length=64)),
                (
                    "event",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="sealed", to="requests.requestevent"
                    ),
                ),
                (
                    "seal",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="leaves", to="requests.seal"
                    ),
                ),
            ],
            options={
                "ordering": ["seal", "index"],
                "constraints": [models.UniqueConstraint(fields=("seal", "index"), name="seal_leaf_place")],
            },
        ),
    ]
