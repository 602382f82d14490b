"""Say what the template of each field type needs besides label, hint and error."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final, Protocol

from django.conf import settings
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from foundation import formats
from services.catalogue import wording
from services.definition.document import Document
from services.definition.fields import FieldBase, View, type_of
from services.definition.fields.address import AddressField
from services.definition.fields.choice import ChoiceField
from services.definition.fields.choices import ChoicesField
from services.definition.fields.file import FileField
from services.definition.fields.reference import ReferenceField
from services.definition.fields.region import RegionField
from services.requests import uploads
from services.requests.forms import values
from services.requests.forms.places import District
from services.requests.models import Attachment
from services.requests.uploads.sniff import IMAGES, Kind

MIME: Final = {Kind.JPEG: "image/jpeg", Kind.PNG: "image/png", Kind.WEBP: "image/webp", Kind.PDF: "application/pdf"}
MEGABYTE: Final = 1_000_000
AUTOCOMPLETE: Final = {
    "profile.name": "name",
    "profile.phone": "tel",
    "profile.email": "email",
    "profile.birth_date": "bday",
}


class Around(Protocol):
    """Name what a control may look at besides its own value."""

    @property
    def document(self) -> Document:
        """Return the document."""

    @property
    def places(self) -> list[District]:
        """Return kecamatan and desa."""

    @property
    def kept(self) -> dict[str, Attachment]:
        """Return the files by id."""


def data(field: FieldBase, value: Any, around: Around, *, typed: bool) -> Mapping[str, Any]:
    """Return what the template of this field's type reads as `control.data`."""
    if field.read_only or type_of(field).derived:
        shown = "" if value is None else type_of(field).show(value, field, View(get_language() or "id"))
        return {"value": shown}
    make = KINDS.get(field.type)
    base = {"autocomplete": AUTOCOMPLETE.get(field.from_ or "", "off"), "unit": getattr(field, "unit", None) or ""}
    if make is None:
        return {**base, "value": values.text(field, value, typed=typed)}
    return {**base, **make(field, value, around)}


def hint(field: FieldBase) -> str:
    """Return the hint below a label: help, example, why we ask, and for files what is taken."""
    parts = [wording.text(field.help), wording.text(field.why)]
    if field.example:
        parts.insert(1, _("Contoh: %(example)s.") % {"example": wording.text(field.example).rstrip(".")})
    if isinstance(field, FileField):
        parts.append(_taken(field))
    return " ".join(part for part in parts if part)


def choices_of(field: FieldBase) -> list[dict[str, str]]:
    """Return the options of a field as value, label and hint; yes and no for a boolean."""
    if field.type == "boolean":
        return [{"value": "ya", "label": _("Ya"), "hint": ""}, {"value": "tidak", "label": _("Tidak"), "hint": ""}]
    options = field.options if isinstance(field, ChoiceField | ChoicesField) else ()
    return [{"value": o.value, "label": wording.text(o.label), "hint": wording.text(o.help)} for o in options]


def _choice(field: FieldBase, value: Any, around: Around) -> dict[str, Any]:
    style = field.style if isinstance(field, ChoiceField) else "radio"
    return {"options": choices_of(field), "chosen": values.option(value), "style": style}


def _choices(field: FieldBase, value: Any, around: Around) -> dict[str, Any]:
    return {"options": choices_of(field), "chosen": values.options(value)}


def _date(field: FieldBase, value: Any, around: Around) -> dict[str, Any]:
    return {"boxes": values.boxes(value), "birthday": field.from_ == "profile.birth_date"}


def _period(field: FieldBase, value: Any, around: Around) -> dict[str, Any]:
    ends = values.parts(value, ("from", "until"))
    return {"start": values.boxes(ends["from"]), "end": values.boxes(ends["until"])}


def _moment(field: FieldBase, value: Any, around: Around) -> dict[str, Any]:
    given = values.moment(value)
    return {"boxes": values.boxes(given["date"]), "time": given["time"]}


def _region(field: FieldBase, value: Any, around: Around) -> dict[str, Any]:
    given = {"desa": value} if isinstance(value, str) else value
    chosen = values.parts(given, ("kecamatan", "desa"))
    level = field.level if isinstance(field, RegionField) else "desa"
    return {"places": around.places, "chosen": chosen[level], "level": level}


def _address(field: FieldBase, value: Any, around: Around) -> dict[str, Any]:
    given = values.parts(value, type_of(field).parts)
    inside = not isinstance(field, AddressField) or field.inside
    return {"places": around.places, "parts": given, "chosen": given["desa"], "inside": inside}


def _coordinate(field: FieldBase, value: Any, around: Around) -> dict[str, Any]:
    given = values.parts(value, ("lat", "lng"))
    return {"lat": str(given["lat"]), "lng": str(given["lng"])}


def _reference(field: FieldBase, value: Any, around: Around) -> dict[str, Any]:
    entries = around.document.lists.get(field.list, ()) if isinstance(field, ReferenceField) else ()
    options = [(entry.value, wording.text(entry.label)) for entry in entries]
    return {"options": [], "entries": options, "value": values.text(field, value, typed=False)}


def _file(field: FieldBase, value: Any, around: Around) -> dict[str, Any]:
    held = [around.kept[pk] for pk in values.options(value) if pk in around.kept]
    single = not isinstance(field, FileField) or field.max == 1
    mimes = [MIME[kind] for kind in Kind if isinstance(field, FileField) and kind in uploads.accepted(field)]
    return {
        "files": [_held(file) for file in held],
        "multiple": not single,
        "accept": ",".join(mimes),
        "camera": "image/jpeg" in mimes,
    }


def _held(file: Attachment) -> dict[str, Any]:
    url = reverse("requests:attachment", args=[file.request_id, file.pk])
    return {"key": str(file.pk), "name": file.display_name, "size": file.size, "url": url}


def _group(field: FieldBase, value: Any, around: Around) -> dict[str, Any]:
    return {"rows": [], "may_add": False, "repeats": False}


def _note(field: FieldBase, value: Any, around: Around) -> dict[str, Any]:
    tone = {"warning": "warning", "emergency": "negative"}.get(getattr(field, "tone", "info"), "guide")
    return {"tone": tone, "text": wording.text(getattr(field, "text", None))}


def _taken(field: FileField) -> str:
    taken = uploads.accepted(field)
    names = ([_("foto (JPG, PNG, WebP)")] if taken & IMAGES else []) + (["PDF"] if Kind.PDF in taken else [])
    size = formats.short_number(min(field.max_mb, settings.UPLOAD_MAX_BYTES / MEGABYTE))
    said = _("Jenis: %(kinds)s, paling besar %(size)s MB.") % {"kinds": _(" atau ").join(names), "size": size}
    return said if field.max == 1 else said + " " + _("Paling banyak %(n)d berkas.") % {"n": field.max}


Maker = Callable[[FieldBase, Any, Around], dict[str, Any]]
KINDS: Final[Mapping[str, Maker]] = {
    "boolean": _choice,
    "choice": _choice,
    "choices": _choices,
    "date": _date,
    "date_range": _period,
    "datetime": _moment,
    "slot": _moment,
    "region": _region,
    "address": _address,
    "coordinate": _coordinate,
    "reference": _reference,
    "file": _file,
    "group": _group,
    "note": _note,
}
