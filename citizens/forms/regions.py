"""Ask what a place is called and which code it has; its level and the place around it follow from the code."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from citizens import places
from citizens.models import Region

if TYPE_CHECKING:
    _RegionForm = forms.ModelForm[Region]
else:
    _RegionForm = forms.ModelForm


class RegionForm(_RegionForm):
    """Take a place as the decree names it; a code that is in use stays."""

    class Meta:
        """Name the fields; what can be worked out is not asked."""

        model = Region
        fields = ("code", "name", "postcode", "latitude", "longitude", "valid_from", "valid_to")
        help_texts = {
            "code": gettext_lazy("Kode Kemendagri dengan titik, misalnya 36.04.09.2001 untuk sebuah desa."),
            "valid_to": gettext_lazy("Isi bila wilayah ini digabung atau diganti. Wilayah tidak dihapus."),
        }

    def clean_code(self) -> str:
        """Refuse what is no code, and a place whose surroundings are unknown."""
        code: str = self.cleaned_data["code"].strip()
        if places.kind_of(code) is None:
            raise forms.ValidationError(_("Tulis kode dengan titik, misalnya 36.04.09 atau 36.04.09.2001."))
        parent = places.parent_of(code)
        if parent is not None and not Region.objects.filter(pk=parent).exists():
            raise forms.ValidationError(_("Wilayah %(code)s belum ada. Tambahkan dahulu.") % {"code": parent})
        return code

    def clean(self) -> dict[str, Any]:
        """Refuse a place that ends before it begins."""
        data = super().clean() or {}
        since, until = data.get("valid_from"), data.get("valid_to")
        if since and until and until < since:
            self.add_error("valid_to", _("Tanggal ini harus sesudah tanggal mulai berlaku."))
        return data

    def save(self, commit: bool = True) -> Region:
        """Keep the place with what follows from its code and name."""
        region = self.instance
        region.kind = places.kind_of(region.code) or region.kind
        region.parent_id = places.parent_of(region.code)
        region.folded = places.fold(region.name)
        return super().save(commit)
