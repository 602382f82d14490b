"""Hold the forms of the agencies."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from agencies.models import Staff
from citizens.models import User

if TYPE_CHECKING:
    _StaffForm = forms.ModelForm[Staff]
else:
    _StaffForm = forms.ModelForm


class StaffForm(_StaffForm):
    """Appoint an existing account by the e-mail address or phone number it signs in with."""

    account = forms.CharField(
        label=_("Akun"),
        max_length=254,
        help_text=_("Surel atau nomor HP (+62…) yang dipakai petugas untuk masuk. Minta petugas mendaftar dahulu."),
    )
    field_order = ["account"]

    class Meta:
        """Leave the account out: it is typed, never chosen from a list of citizens."""

        model = Staff
        fields = ["agency", "unit", "title", "is_agency_admin", "is_active"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Fix the account of a role that exists."""
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.fields["account"].initial = str(self.instance.user)
            self.fields["account"].disabled = True

    def clean_account(self) -> str:
        """Find the account; refuse one that is unknown or already works somewhere."""
        text = str(self.cleaned_data["account"]).strip()
        if self.instance.pk:
            return text
        user = User.objects.filter(email__iexact=text).first() or User.objects.filter(phone=text).first()
        if user is None:
            raise forms.ValidationError(_("Akun ini tidak ditemukan. Periksa ejaannya, atau minta petugas mendaftar."))
        if Staff.objects.filter(user=user).exists():
            raise forms.ValidationError(_("Akun ini sudah menjadi petugas. Ubah perannya, atau minta Diskominfosatik."))
        self.instance.user = user
        return text

    def clean(self) -> dict[str, Any]:
        """Hold the unit to its agency."""
        data = super().clean() or {}
        unit, agency = data.get("unit"), data.get("agency") or (self.instance.agency if self.instance.pk else None)
        if unit is not None and agency is not None and unit.agency_id != agency.pk:
            self.add_error("unit", _("Unit ini milik OPD lain. Pilih unit dari OPD yang sama."))
        return data
