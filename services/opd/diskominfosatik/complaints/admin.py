"""Let Diskominfosatik say which numbers of SP4N-LAPOR! stand for its services and places."""

from __future__ import annotations

from django.contrib import admin
from django.utils.translation import gettext_lazy

from citizens.admin import Kept
from services.opd.diskominfosatik.complaints.models import LaporCode


@admin.register(LaporCode)
class LaporCodeAdmin(Kept):
    """Look after the numbers of categories and places."""

    list_display = ("kind", "ours", "theirs")
    list_filter = ("kind",)
    search_fields = ("ours",)
    search_help_text = gettext_lazy("Cari menurut slug layanan atau kode wilayah.")
