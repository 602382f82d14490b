"""Step 7: the papers that come out, and the national system that makes them where the portal does not."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any, Final

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from services.builder.sheet import Boxes, Control, Number, Part, Plain, Select, Sheet, Words
from services.builder.sheet.places import at, drop_at, put_at
from services.builder.steps.flow import Text, function_options
from services.catalogue.registry import registry
from services.definition.document import Document

ORIGINS: Final = (
    ("rendered", gettext_lazy("dibuat portal dari templat")),
    ("uploaded", gettext_lazy("diunggah petugas dari sistem lain")),
    ("physical", gettext_lazy("barang atau cetakan yang diambil")),
)
MODES: Final = (
    ("issue", gettext_lazy("petugas mencatat hasilnya di portal")),
    ("link", gettext_lazy("warga diarahkan ke sana")),
)


def index_of(data: dict[str, Any], key: str) -> int:
    """Return where a result stands; raises KeyError where there is none of that key."""
    for index, each in enumerate(at(data, ("outputs",), [])):
        if each["key"] == key:
            return index
    raise KeyError(key)


def templates() -> list[tuple[str, Text]]:
    """Return the templates of letters there are, shipped and published in the panel."""
    return [(name, name) for name in sorted({*registry.templates, *registry.template_source()})]


def output_sheet(document: Document, data: dict[str, Any], key: str) -> Sheet:
    """Return the boxes of one result; raises KeyError where there is none of that key."""
    signers = [(name, words) for name, words in function_options(document) if document.functions[name].signs]
    number = _("Dalam kurung kurawal: seq (nomor urut), year, month, month_roman, code, agency, kecamatan.")
    first = (
        Words("judul", _("Nama hasil"), ("title",), optional=False),
        Select("dibuat", _("Cara dibuat"), ("origin",), options=ORIGINS, default="rendered"),
        Select("templat", _("Templat surat"), ("template",), options=templates(), empty=_("Tanpa templat")),
        Plain("nomor", _("Bentuk nomor"), ("number",), number),
        Select("penanda", _("Penanda tangan"), ("signer",), options=signers, empty=_("Tidak ditandatangani")),
    )
    valid = (
        Number("tahun", _("Berlaku tahun"), ("valid", "years"), unit=_("tahun")),
        Number("bulan", _("Berlaku bulan"), ("valid", "months"), unit=_("bulan")),
        Number("hari", _("Berlaku hari"), ("valid", "days"), unit=_("hari")),
        Words("masa", _("Keterangan masa berlaku"), ("valid", "note")),
        Days(
            "ingat",
            _("Ingatkan sekian hari sebelum habis"),
            ("remind",),
            _("Pisahkan dengan koma, misalnya 60, 30, 7."),
        ),
    )
    place = ("outputs", index_of(data, key))
    return Sheet((Part("", first), Part(_("Masa berlaku"), valid)), place)


def handoff_sheet() -> Sheet:
    """Return the boxes of the national system that makes the result."""
    place = ("handoff",)
    controls = (
        Plain("sistem_hasil", _("Nama sistem"), (*place, "system"), _("Misalnya OSS. Kosongkan bila tidak ada.")),
        Select("cara", _("Caranya"), (*place, "mode"), options=MODES, default="issue"),
        Plain("alamat_sistem", _("Alamatnya"), (*place, "url"), _("Diawali https://")),
        Plain("nomor_sistem", _("Apa yang dicatat petugas"), (*place, "reference"), _("Misalnya: Nomor SLHS.")),
        Words("catatan_sistem", _("Keterangan untuk warga"), (*place, "note"), rows=2),
    )
    note = Words("berlaku", _("Masa berlaku, dalam kalimat"), ("validity",), rows=2)
    return Sheet((Part(_("Bila sistem lain yang menerbitkan"), (*controls, note), folded=False),))


@dataclass(frozen=True)
class Days(Control):
    """Ask for a list of whole numbers in one line."""

    def shown(self, node: Any) -> Boxes:
        """Return the numbers with commas."""
        return {self.name: (", ".join(map(str, at(node, self.place, []))),)}

    def put(self, node: Any, boxes: Boxes) -> None:
        """Write the numbers; what is none is left for the judge to refuse."""
        parts = [part for part in re.split(r"[,;\s]+", boxes[self.name][0]) if part]
        value: list[Any] = [int(part) if re.fullmatch(r"[0-9]{1,5}", part) else part for part in parts]
        if value:
            put_at(node, self.place, value)
        else:
            drop_at(node, self.place)
