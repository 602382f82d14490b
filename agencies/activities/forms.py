"""Ask an OPD for an activity, a notice or the emergency line, and refuse in a sentence what cannot be."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any, Final

from django import forms
from django.utils.translation import gettext_lazy as _

from agencies.activities import periods, repeating, rules
from agencies.activities.repeating import Repeats
from agencies.models import Activity, AgencyKind, EmergencyNotice, News, Occurrence
from foundation import formats

if TYPE_CHECKING:
    _ActivityForm = forms.ModelForm[Activity]
    _OccurrenceForm = forms.ModelForm[Occurrence]
    _NewsForm = forms.ModelForm[News]
    _EmergencyForm = forms.ModelForm[EmergencyNotice]
else:
    _ActivityForm = _OccurrenceForm = _NewsForm = _EmergencyForm = forms.ModelForm

LONGEST: Final = dt.timedelta(days=31)
LONGEST_ALARM: Final = dt.timedelta(days=14)
SAY_WHY: Final = _("Tulis alasannya. Warga membacanya di halaman kegiatan.")


class ActivityForm(_ActivityForm):
    """Ask what, where, when and how often; whoever knows iCalendar may type the rule."""

    repeats = forms.ChoiceField(label=_("Berulang"), choices=Repeats.choices, required=False)
    weekdays = forms.MultipleChoiceField(
        label=_("Pada hari"),
        choices=[(code, _(day)) for code, day in zip(rules.DAYS, formats.DAYS, strict=True)],
        widget=forms.CheckboxSelectMultiple,
        required=False,
        help_text=_("Untuk yang berulang setiap minggu. Kosongkan bila sama dengan hari pertama."),
    )
    repeat_until = forms.DateField(
        label=_("Berulang sampai"),
        required=False,
        help_text=_("Paling lama dua tahun. Perpanjang nanti bila masih berjalan."),
    )

    class Meta:
        """Say what each answer is for."""

        model = Activity
        fields = [
            *("agency", "region", "title", "description", "place", "for_whom", "contact"),
            *("first_day", "last_day", "opens", "closes", "rule", "capacity"),
            *("is_published", "is_cancelled", "cancel_reason"),
        ]
        help_texts = {
            "region": _("Kosongkan bila untuk seluruh kabupaten."),
            "description": _("Teks biasa, paling banyak 2.000 huruf."),
            "last_day": _("Kosongkan bila selesai pada hari yang sama."),
            "opens": _("Kosongkan kedua jam untuk kegiatan sepanjang hari."),
            "rule": _("Hanya untuk “Aturan lain”, misalnya FREQ=MONTHLY;BYDAY=2TU,4TU;COUNT=12."),
            "capacity": _("Kosongkan bila warga tidak perlu mendaftar."),
            "is_published": _("Warga melihat kegiatan ini setelah terbit."),
            "cancel_reason": SAY_WHY,
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Show how the activity repeats now."""
        super().__init__(*args, **kwargs)
        if "last_day" in self.fields:
            self.fields["last_day"].required = False
        if not self.instance._state.adding:
            repeats, weekdays, until = repeating.read(self.instance.rule, self.instance.first_day)
            self.initial.update({"repeats": repeats, "weekdays": weekdays, "repeat_until": until})
            if repeats != Repeats.OTHER:
                self.initial["rule"] = ""

    def clean(self) -> dict[str, Any]:
        """Hold days, hours and rule together."""
        data = super().clean() or {}
        self._clean_days(data)
        self._clean_hours(data)
        if data.get("first_day") and not self.errors:
            self._clean_rule(data)
        _clean_reason(self, data)
        agency = data.get("agency")
        if agency is not None and agency.kind == AgencyKind.DISTRICT and data.get("region") is None:
            data["region"] = agency.region
        return data

    def _clean_days(self, data: dict[str, Any]) -> None:
        first, last = data.get("first_day"), data.get("last_day")
        if first is None:
            return
        if first.year not in periods.YEARS:
            self.add_error("first_day", _("Periksa tahunnya."))
        elif last is None and "last_day" not in self.errors:
            data["last_day"] = first
        elif last is not None and last < first:
            self.add_error("last_day", _("Hari terakhir tidak boleh mendahului hari pertama."))
        elif last is not None and last - first > LONGEST:
            self.add_error("last_day", _("Satu kegiatan paling lama 31 hari. Untuk yang lebih lama, pakai “Berulang”."))

    def _clean_hours(self, data: dict[str, Any]) -> None:
        opens, closes = data.get("opens"), data.get("closes")
        if {"opens", "closes"} & self.errors.keys():
            return
        if (opens is None) != (closes is None):
            self.add_error("closes" if closes is None else "opens", _("Isi kedua jam, atau kosongkan keduanya."))
        elif opens is not None and closes <= opens and data.get("last_day") == data.get("first_day"):
            self.add_error("closes", _("Jam selesai harus sesudah jam mulai."))

    def _clean_rule(self, data: dict[str, Any]) -> None:
        repeats, first, until = data.get("repeats") or "", data["first_day"], data.get("repeat_until")
        try:
            if repeats == Repeats.OTHER:
                data["rule"] = rules.write(rules.read(data.get("rule") or ""))
            elif repeats and until is None:
                self.add_error("repeat_until", _("Isi sampai tanggal berapa kegiatan ini berulang."))
                return
            else:
                weekdays = data.get("weekdays") or []
                data["rule"] = repeating.rule_of(repeats, first, weekdays, until) if repeats and until else ""
            rules.expand(data["rule"], first)
        except rules.BadRule as bad:
            self.add_error(_at_fault(repeats, first, until), str(bad))


def _at_fault(repeats: str, first: dt.date, until: dt.date | None) -> str:
    if repeats == Repeats.OTHER:
        return "rule"
    fits = until is not None and first <= until <= first + rules.HORIZON
    return "first_day" if fits else "repeat_until"


class OccurrenceForm(_OccurrenceForm):
    """Ask whether one day is held, and if not, why."""

    class Meta:
        """Leave the day itself to the rule."""

        model = Occurrence
        fields = ["is_cancelled", "cancel_reason"]
        help_texts = {"cancel_reason": SAY_WHY}

    def clean(self) -> dict[str, Any]:
        """Refuse to cancel without a reason; a day that is held has none."""
        data = super().clean() or {}
        _clean_reason(self, data)
        return data


class NewsForm(_NewsForm):
    """Ask a notice and its time."""

    class Meta:
        """Say how it is written."""

        model = News
        fields = ["agency", "title", "body", "shown_from", "shown_until", "is_published"]
        help_texts = {
            "body": _("Teks biasa. Baris kosong memisahkan alinea."),
            "shown_until": _("Kosongkan bila tetap tampil."),
        }

    def clean(self) -> dict[str, Any]:
        """Hold the time of showing forward."""
        data = super().clean() or {}
        _forward(self, data)
        return data


class EmergencyForm(_EmergencyForm):
    """Ask the line above every page, and when it ends."""

    class Meta:
        """Say how far it reaches."""

        model = EmergencyNotice
        fields = ["text", "news", "shown_from", "shown_until"]
        help_texts = {
            "text": _(
                "Tampil di atas semua halaman, termasuk halaman petugas. Satu kalimat: apa yang harus dilakukan."
            ),
            "shown_until": _("Wajib, paling lama 14 hari. Perpanjang bila keadaan darurat belum selesai."),
        }

    def clean(self) -> dict[str, Any]:
        """Hold the time of showing forward and short."""
        data = super().clean() or {}
        first, last = _forward(self, data)
        if first and last and last - first > LONGEST_ALARM:
            self.add_error("shown_until", _("Paling lama 14 hari. Perpanjang nanti bila perlu."))
        return data


def _clean_reason(form: forms.ModelForm[Any], data: dict[str, Any]) -> None:
    """Ask why of what is cancelled; what is held has no reason not to be."""
    if not data.get("is_cancelled"):
        data["cancel_reason"] = ""
    elif not data.get("cancel_reason") and "cancel_reason" not in form.errors:
        form.add_error("cancel_reason", SAY_WHY)


def _forward(form: forms.ModelForm[Any], data: dict[str, Any]) -> tuple[dt.datetime | None, dt.datetime | None]:
    first, last = data.get("shown_from"), data.get("shown_until")
    if first and last and last <= first:
        form.add_error("shown_until", _("Waktu berakhir harus sesudah waktu mulai."))
        return None, None
    return first, last
