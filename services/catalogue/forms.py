"""Ask what goes with a step in the life of a version."""

from __future__ import annotations

import datetime as dt
from typing import Final

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from foundation import clock

NOTE: Final = 300
REQUIRED: Final = {"required": gettext_lazy("Tulis alasannya, agar orang lain memahaminya.")}
TOO_LONG: Final = {"max_length": gettext_lazy("Persingkat menjadi paling banyak 300 huruf.")}


class NoteForm(forms.Form):
    """Ask for a remark."""

    catatan = forms.CharField(required=False, max_length=NOTE, error_messages=TOO_LONG)


class ReasonForm(forms.Form):
    """Ask for a reason that must be given."""

    catatan = forms.CharField(max_length=NOTE, error_messages={**REQUIRED, **TOO_LONG})


class ApproveForm(forms.Form):
    """Ask from when an approved version holds: nothing means at once."""

    terbit_pada = forms.DateTimeField(
        required=False,
        error_messages={"invalid": gettext_lazy("Tulis tanggal dan jam terbit, misalnya 2026-12-31 08:00.")},
    )

    def clean_terbit_pada(self) -> dt.datetime | None:
        """Refuse a moment that has passed: who wants it now leaves the field empty."""
        moment: dt.datetime | None = self.cleaned_data["terbit_pada"]
        if moment is not None and moment <= clock.now():
            raise forms.ValidationError(_("Waktu terbit sudah lewat. Kosongkan bila versi ini terbit sekarang."))
        return moment


class EmptyForm(forms.Form):
    """Ask for nothing."""


def first_problems(form: forms.Form) -> list[tuple[str, str]]:
    """Return pairs of control and sentence, one for every field in trouble."""
    return [(name, str(sentences[0])) for name, sentences in form.errors.items()]
