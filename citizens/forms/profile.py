"""Ask people about themselves."""

from __future__ import annotations

import datetime as dt
from typing import Any, Final

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from citizens.adapter import PhoneField
from citizens.forms.dates import DateField
from citizens.identity.nik import NikError, NikProblem, parse
from citizens.models import Region, User
from citizens.models.region import RegionKind
from citizens.names import NAME_LENGTH, clean_name
from foundation import clock, formats

OLDEST: Final = dt.date(1900, 1, 1)
UNIT_DIGITS: Final = 3
NIK_WORDS: Final = {
    NikProblem.DIGITS: _("Isi NIK dengan 16 angka, seperti di KTP."),
    NikProblem.REGION: _("Periksa 6 angka pertama NIK. Angka itu kode wilayah dan tidak berisi 00."),
    NikProblem.BIRTH: _("Periksa angka ke-7 sampai ke-12 NIK. Angka itu tanggal lahir."),
    NikProblem.SERIAL: _("Periksa 4 angka terakhir NIK. Angka itu tidak mungkin 0000."),
}
NOT_OFFERED: Final = _("Pilih dari daftar.")
NAME_NEEDED: Final = _("Isi nama lengkap Anda, seperti di KTP.")


def places(kind: RegionKind, parent: str = "") -> list[tuple[str, str]]:
    """Return (code, name) of the places of a kind that exist today, below a parent if one is named."""
    found = Region.objects.filter(kind=kind, valid_to=None)
    if parent:
        found = found.filter(parent=parent)
    return list(found.order_by("name", "code").values_list("code", "name"))


class ProfileForm(forms.Form):
    """Ask name, birth date, phone, address and language; everything but the name may stay empty."""

    name = forms.CharField(
        label=_("Nama lengkap sesuai KTP"), max_length=NAME_LENGTH, error_messages={"required": NAME_NEEDED}
    )
    birth_date = DateField(label=_("Tanggal lahir"), required=False)
    phone = PhoneField(label=_("Nomor HP untuk dihubungi"), required=False)
    district = forms.ChoiceField(label=_("Kecamatan"), required=False)
    village = forms.ChoiceField(label=_("Desa"), required=False)
    hamlet = forms.CharField(label=_("Kampung atau dusun"), max_length=80, required=False)
    street = forms.CharField(label=_("Jalan dan nomor rumah"), max_length=120, required=False)
    rt = forms.CharField(label="RT", required=False)
    rw = forms.CharField(label="RW", required=False)
    language = forms.ChoiceField(
        label=_("Bahasa"), choices=settings.LANGUAGES, error_messages={"invalid_choice": NOT_OFFERED}
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._offer("district", places(RegionKind.DISTRICT))
        chosen = str(self["district"].value() or "")
        self._offer("village", places(RegionKind.VILLAGE, chosen) if chosen else [])

    def _offer(self, name: str, found: list[tuple[str, str]]) -> None:
        """Set what a select field offers, and the sentence for anything else."""
        field = self.fields[name]
        field.choices = [("", ""), *found]  # type: ignore[attr-defined]
        field.error_messages["invalid_choice"] = NOT_OFFERED

    @staticmethod
    def stored(user: User) -> dict[str, Any]:
        """Return what is known of a person as the form's first values."""
        party = user.party
        if party is None:
            return {"language": user.language, "phone": formats.phone(user.phone or "")}
        names = ("name", "birth_date", "hamlet", "street", "rt", "rw")
        district = party.village.parent_id if party.village else ""
        return {name: getattr(party, name) for name in names} | {
            "village": party.village_id or "",
            "district": district or "",
            "phone": formats.phone(party.phone) if party.phone else "",
            "language": user.language,
        }

    def clean_name(self) -> str:
        """Return the name in one spacing."""
        return clean_name(self.cleaned_data["name"])

    def clean_birth_date(self) -> dt.date | None:
        """Refuse a date to come or beyond a human life."""
        day: dt.date | None = self.cleaned_data["birth_date"]
        if day is not None and not OLDEST <= day <= clock.today():
            raise forms.ValidationError(_("Tanggal lahir tidak boleh di masa depan atau sebelum tahun 1900."))
        return day

    def clean_rt(self) -> str:
        """Return three digits."""
        return _unit(self.cleaned_data["rt"])

    def clean_rw(self) -> str:
        """Return three digits."""
        return _unit(self.cleaned_data["rw"])

    def clean(self) -> dict[str, Any]:
        """Ask for the desa once the kecamatan is chosen."""
        data = super().clean() or {}
        if data.get("district") and not data.get("village") and "village" not in self.errors:
            self.add_error("village", _("Pilih desa. Bila daftarnya kosong, tekan Tampilkan desa."))
        return data

    def party_data(self) -> dict[str, Any]:
        """Return what belongs to the party."""
        data = self.cleaned_data
        names = ("name", "birth_date", "phone", "hamlet", "street", "rt", "rw")
        return {name: data[name] for name in names} | {"village_id": data["village"] or None}


def _unit(text: str) -> str:
    """Return an RT or RW as three digits, "" for none; raises ValidationError."""
    text = text.strip()
    if text and not (text.isascii() and text.isdigit() and len(text) <= UNIT_DIGITS):
        raise forms.ValidationError(_("Isi dengan angka, misalnya 003."))
    return text.zfill(UNIT_DIGITS) if text else ""


class NikForm(forms.Form):
    """Ask for the NIK, with or without spaces."""

    nik = forms.CharField(label="NIK", max_length=40, error_messages={"required": NIK_WORDS[NikProblem.DIGITS]})

    def clean_nik(self) -> str:
        """Return 16 digits that can be a NIK."""
        try:
            return parse(self.cleaned_data["nik"], today=clock.today()).number
        except NikError as error:
            raise forms.ValidationError(NIK_WORDS[error.problem], code=error.problem.value) from error
