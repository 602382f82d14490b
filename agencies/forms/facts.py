"""Ask how an agency is built and who holds which office."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from django import forms
from django.utils.translation import gettext_lazy as _

from agencies import terms
from agencies.actions import UnfitPhoto, draw
from agencies.models import Official, Unit
from foundation.texts import one_line, public_text

if TYPE_CHECKING:
    _UnitForm = forms.ModelForm[Unit]
    _OfficialForm = forms.ModelForm[Official]
else:
    _UnitForm = _OfficialForm = forms.ModelForm

LEVELS: Final = 6  # as many as the public page draws


class UnitForm(_UnitForm):
    """Hold a unit to its agency, and its place in the structure to a tree."""

    class Meta:
        """Name the fields."""

        model = Unit
        fields = ["agency", "code", "name", "parent", "rank", "region"]

    def clean(self) -> dict[str, Any]:
        """Refuse a place under another agency, under itself, or too deep to draw."""
        data = super().clean() or {}
        parent: Unit | None = data.get("parent")
        agency = data.get("agency") or (self.instance.agency if self.instance.pk else None)
        if parent is None or agency is None:
            return data
        if parent.agency_id != agency.pk:
            self.add_error("parent", _("Unit ini milik OPD lain. Pilih unit dari OPD yang sama."))
            return data
        above = list(_above(parent))
        if self.instance.pk in above:
            self.add_error("parent", _("Unit tidak dapat berada di bawah dirinya sendiri atau di bawah bagiannya."))
        elif len(above) >= LEVELS:
            self.add_error("parent", _("Susunan terlalu dalam. Paling banyak enam tingkat."))
        return data


class OfficialForm(_OfficialForm):
    """Ask who holds an office since when; whoever held it before makes way the day before."""

    photo = forms.FileField(
        label=_("Foto baru"),
        required=False,
        help_text=_("JPG, PNG, atau WebP, paling besar 5 MB. Foto dipotong persegi; data di dalamnya dihapus."),
        widget=forms.FileInput(attrs={"accept": "image/jpeg,image/png,image/webp"}),
    )
    photo_source = forms.CharField(
        label=_("Sumber foto"),
        required=False,
        max_length=200,
        validators=[one_line, public_text],
        help_text=_("Siapa yang memotret dan kapan. Warga membacanya di bawah foto."),
    )
    photo_agreed = forms.BooleanField(label=_("Pejabat setuju fotonya ditampilkan"), required=False)
    photo_gone = forms.BooleanField(label=_("Hapus foto yang tampil"), required=False)
    drawn: tuple[bytes, bytes] | None = None

    class Meta:
        """Say what happens to the predecessor."""

        model = Official
        fields = ["agency", "position", "is_head", "unit", "name", "acting", "since", "until", "source"]
        help_texts = {
            "is_head": _("Centang untuk kepala dinas, kepala badan, camat, dan sejenisnya."),
            "unit": _("Untuk kepala bidang, kepala desa, dan sejenisnya. Kosongkan untuk pimpinan OPD."),
            "name": _("Dengan gelar, seperti di surat keputusan. Kosongkan bila belum diketahui."),
            "acting": _("Plh. mewakili sementara di samping pejabatnya; Plt. dan Pj. mengisi jabatan yang kosong."),
            "since": _("Pejabat sebelumnya yang belum berakhir otomatis berakhir sehari sebelum tanggal ini."),
            "until": _("Kosongkan selama masih menjabat."),
            "source": _("Nomor dan tanggal surat keputusan."),
        }

    def _get_validation_exclusions(self) -> set[str]:
        # Whoever makes way is no obstacle: `terms.problems` judges the dates and says it in sentences.
        found: set[str] = super()._get_validation_exclusions()  # type: ignore[misc]  # not in the stubs
        return found | {"until"}

    def clean(self) -> dict[str, Any]:
        """Hold the term to the rules, with a sentence beside the field that can mend it."""
        data = super().clean() or {}
        if self.errors:
            return data
        data["name"] = " ".join((data.get("name") or "").split())
        self._judge_photo(data)
        for field, sentence in terms.problems(self._wanted(data)):
            self.add_error(field if field in self.fields else None, sentence)
        return data

    def _judge_photo(self, data: dict[str, Any]) -> None:
        photo = data.get("photo")
        if not photo:
            return
        if not data["name"]:
            self.add_error("name", _("Isi nama pejabat dulu; foto tanpa nama tidak ditampilkan."))
        if not data.get("photo_source"):
            self.add_error("photo_source", _("Tulis sumber fotonya, misalnya: Humas OPD, 2026."))
        if not data.get("photo_agreed"):
            self.add_error("photo_agreed", _("Foto hanya ditampilkan bila pejabatnya setuju."))
        try:
            self.drawn = draw(photo.file or photo, photo.size)
        except UnfitPhoto as refused:
            self.add_error("photo", str(refused))

    def _wanted(self, data: dict[str, Any]) -> Official:
        wanted = Official(pk=self.instance.pk, agency_id=self.instance.agency_id)
        for name in data.keys() & {field.name for field in Official._meta.fields}:
            setattr(wanted, name, data[name])
        return wanted


def _above(unit: Unit) -> list[int]:
    """Return a unit and those above it; a circle that is there already ends the walk."""
    found: list[int] = []
    step: Unit | None = unit
    while step is not None and step.pk not in found:
        found.append(step.pk)
        step = step.parent
    return found
