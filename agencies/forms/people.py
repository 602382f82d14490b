"""Ask who works for an agency, and who is away."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from agencies.actions import is_last_administrator
from agencies.models import Absence, Staff
from agencies.policies import overlapping
from citizens.models import User
from foundation import formats

if TYPE_CHECKING:
    _StaffForm = forms.ModelForm[Staff]
    _AbsenceForm = forms.ModelForm[Absence]
else:
    _StaffForm = _AbsenceForm = forms.ModelForm


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
        if data.get("is_auditor") and (data.get("is_agency_admin") or data.get("is_platform_admin")):
            self.add_error("is_auditor", _("Auditor hanya membaca, jadi tidak dapat sekaligus menjadi admin."))
        self._keep_one_administrator(data)
        return data

    def _keep_one_administrator(self, data: dict[str, Any]) -> None:
        before = Staff.objects.filter(pk=self.instance.pk).first() if self.instance.pk else None
        stays = data.get("is_active", True) and data.get("is_platform_admin", before and before.is_platform_admin)
        if before is not None and not stays and is_last_administrator(before):
            said = _("Ini admin portal yang terakhir. Angkat admin portal lain dahulu, lalu ubah peran ini.")
            self.add_error("is_platform_admin" if "is_platform_admin" in self.fields else None, said)


class AbsenceForm(_AbsenceForm):
    """Ask who is away, when, and who acts meanwhile; the panel says who is asking (`keeper`)."""

    keeper: User | None = None

    class Meta:
        """Say what a substitute receives."""

        model = Absence
        fields = ["staff", "substitute", "acts_as", "first_day", "last_day"]
        help_texts = {
            "substitute": _(
                "Pengganti dapat menjalankan semua fungsi petugas ini selama hari-hari itu, termasuk layanan rahasia."
            ),
            "acts_as": _(
                "Plh. untuk berhalangan sementara: petugas ini tetap dapat bertindak. "
                "Plt. untuk berhalangan tetap: petugas ini tidak dapat bertindak."
            ),
            "last_day": _("Memendekkan hari ini langsung mengakhiri wewenang pengganti."),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Offer active staff as substitutes, and the one chosen before, who may work for another agency."""
        super().__init__(*args, **kwargs)
        field = self.fields["substitute"]
        chosen = Staff.objects.filter(pk=self.instance.substitute_id or 0)
        if isinstance(field, forms.ModelChoiceField) and field.queryset is not None:
            field.queryset = field.queryset.filter(is_active=True) | chosen

    def clean_substitute(self) -> Staff | None:
        """Refuse a substitute out of office, and whoever fills in the form: nobody takes an office for oneself."""
        substitute: Staff | None = self.cleaned_data["substitute"]
        if substitute is None:
            return None
        if substitute.is_auditor:
            raise forms.ValidationError(_("Auditor hanya membaca dan tidak menggantikan siapa pun."))
        if not substitute.is_active:
            raise forms.ValidationError(_("Petugas ini tidak aktif lagi. Pilih pengganti lain."))
        if self.keeper is not None and substitute.user_id == self.keeper.pk:
            raise forms.ValidationError(
                _("Anda tidak dapat menunjuk diri sendiri sebagai pengganti. Minta admin lain mencatatnya.")
            )
        return substitute

    def clean(self) -> dict[str, Any]:
        """Hold the days in order and apart from the person's other absences."""
        data = super().clean() or {}
        staff, first, last = data.get("staff"), data.get("first_day"), data.get("last_day")
        if staff is not None and staff == data.get("substitute"):
            self.add_error("substitute", _("Petugas tidak dapat menggantikan dirinya sendiri."))
        if first is None or last is None:
            return data
        if last < first:
            self.add_error("last_day", _("Hari terakhir tidak boleh mendahului hari pertama."))
        elif staff is not None:
            self._refuse_overlap(Absence(pk=self.instance.pk, staff=staff, first_day=first, last_day=last))
        return data

    def _refuse_overlap(self, wanted: Absence) -> None:
        other = overlapping(wanted).first()
        if other is not None:
            days = {"first": formats.long_date(other.first_day), "last": formats.long_date(other.last_day)}
            self.add_error("first_day", _("Petugas ini sudah tercatat tidak hadir %(first)s sampai %(last)s.") % days)
