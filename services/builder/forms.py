"""Ask what a new service needs before its first step."""

from __future__ import annotations

from typing import Any, Final

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from agencies.models import Agency
from services.builder import starting
from services.catalogue.models import Service
from services.catalogue.registry import CODE, SLUG, registry

REQUIRED: Final = {"required": gettext_lazy("Kotak ini wajib diisi.")}


class NewForm(forms.Form):
    """Ask for a name, an office, and for codes only where somebody wants their own."""

    judul = forms.CharField(
        max_length=160, error_messages={**REQUIRED, "max_length": gettext_lazy("Persingkat menjadi 160 huruf.")}
    )
    opd = forms.ModelChoiceField(
        Agency.objects.none(),
        error_messages={**REQUIRED, "invalid_choice": gettext_lazy("Pilih perangkat daerah dari daftar.")},
    )
    kode = forms.CharField(max_length=15, required=False)
    alamat = forms.CharField(max_length=80, required=False)

    def __init__(self, *args: Any, scope: frozenset[str] | None = None, **kwargs: Any) -> None:
        """Offer the offices the account keeps."""
        super().__init__(*args, **kwargs)
        offices = Agency.objects.filter(is_active=True).order_by("name")
        self.fields["opd"].queryset = (  # type: ignore[attr-defined]
            offices if scope is None else offices.filter(slug__in=scope)
        )

    def clean_kode(self) -> str:
        """Return the code, the next free one of the office where none is given."""
        code = str(self.cleaned_data["kode"]).strip().upper()
        agency = self.cleaned_data.get("opd")
        if not code:
            return starting.code_of(agency.code) if agency else ""
        if not CODE.fullmatch(code):
            raise forms.ValidationError(_("Tulis huruf besar, tanda hubung, lalu 2 sampai 4 angka, misalnya SKT-01."))
        if Service.objects.filter(code=code).exists() or any(each.document.code == code for each in registry):
            raise forms.ValidationError(_("Kode ini sudah dipakai layanan lain. Pilih yang lain."))
        return code

    def clean_alamat(self) -> str:
        """Return the address, one made of the name where none is given."""
        slug = str(self.cleaned_data["alamat"]).strip().lower()
        if not slug:
            return starting.slug_of(self.cleaned_data.get("judul") or "")
        if slug in starting.OWN_WORDS or not SLUG.fullmatch(slug):
            raise forms.ValidationError(_("Tulis huruf kecil, angka, dan tanda hubung, misalnya surat-keterangan."))
        if Service.objects.filter(slug=slug).exists() or any(each.document.slug == slug for each in registry):
            raise forms.ValidationError(_("Alamat ini sudah dipakai layanan lain. Pilih yang lain."))
        return slug
