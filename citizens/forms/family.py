"""Ask for whom somebody acts, and whom they let act for themselves."""

from __future__ import annotations

import datetime as dt
from typing import Any, Final

from django import forms
from django.utils.translation import gettext_lazy as _

from citizens import mandates
from citizens.forms.dates import DateField
from citizens.forms.profile import NIK_WORDS, OLDEST
from citizens.identity.nik import NikError, parse
from citizens.mandates import Child
from citizens.models import Relation
from citizens.names import NAME_LENGTH, clean_name
from foundation import clock

# What the other person is to whoever gives the code; a mandate keeps it the other way round.
AGENT_IS: Final = (
    (Relation.PARENT, _("Anak saya yang sudah dewasa")),
    (Relation.SPOUSE, _("Suami atau istri saya")),
    (Relation.OTHER, _("Orang lain yang saya percaya")),
)


class ChildForm(forms.Form):
    """Ask who the child is; the NIK may come later, for a newborn has none."""

    name = forms.CharField(
        label=_("Nama lengkap anak"),
        max_length=NAME_LENGTH,
        error_messages={"required": _("Isi nama lengkap anak, seperti di KK.")},
    )
    birth_date = DateField(label=_("Tanggal lahir"), error_messages={"required": _("Isi tanggal lahir anak.")})
    nik = forms.CharField(label=_("NIK anak"), max_length=40, required=False)
    lives_here = forms.BooleanField(label=_("Alamatnya sama dengan alamat saya"), required=False)

    def clean_name(self) -> str:
        """Return the name in one spacing."""
        return clean_name(self.cleaned_data["name"])

    def clean_birth_date(self) -> dt.date | None:
        """Refuse a date to come or beyond a human life."""
        day: dt.date | None = self.cleaned_data["birth_date"]
        if day is not None and not OLDEST <= day <= clock.today():
            raise forms.ValidationError(_("Tanggal lahir tidak boleh di masa depan atau sebelum tahun 1900."))
        return day

    def clean(self) -> dict[str, Any]:
        """Read the NIK; one that contradicts the day of birth is kept, for such cards exist and officers see it."""
        data = super().clean() or {}
        text = data.get("nik", "").strip()
        data["nik"] = ""
        if not text:
            return data
        try:
            found = parse(text, today=clock.today())
        except NikError as error:
            self.add_error("nik", NIK_WORDS[error.problem])
            return data
        data["nik"] = found.number
        return data

    def child(self) -> Child:
        """Return what was said, once the form is valid."""
        data = self.cleaned_data
        return Child(data["name"], data["birth_date"], data["nik"], data["lives_here"])


class InviteForm(forms.Form):
    """Ask whom a person lets act for them, and until when."""

    relation = forms.ChoiceField(
        label=_("Siapa yang Anda beri kuasa?"),
        choices=AGENT_IS,
        error_messages={"required": _("Pilih siapa yang Anda beri kuasa."), "invalid_choice": _("Pilih dari daftar.")},
    )
    until = DateField(label=_("Berlaku sampai"), error_messages={"required": _("Isi sampai kapan kuasa berlaku.")})


class CodeForm(forms.Form):
    """Ask for the code that somebody was given."""

    code = forms.CharField(
        label=_("Kode kuasa"),
        max_length=40,
        error_messages={"required": _("Isi kode 10 huruf dan angka, misalnya ABCDE-23456.")},
    )

    def clean_code(self) -> str:
        """Return the letters alone."""
        letters = "".join(letter for letter in self.cleaned_data["code"].upper() if letter.isalnum())
        if len(letters) != mandates.CODE_LENGTH:
            raise forms.ValidationError(_("Isi kode 10 huruf dan angka, misalnya ABCDE-23456."))
        return letters
