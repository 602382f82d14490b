"""Take what somebody typed into a sheet: write it, refuse it at its box, or show what a colleague wrote meanwhile."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from django.utils.translation import gettext as _

from services.builder import actions
from services.builder.bench import Bench
from services.builder.sheet import Boxes, Control, Drawn, Sheet, Wrong
from services.builder.sheet.base import own
from services.builder.sheet.places import at
from services.catalogue import policies
from services.catalogue.judging import Fault
from services.catalogue.presenters.faults import sentence_of
from services.catalogue.versions import VersionRefused
from services.definition import document as definition
from services.definition.document import Document
from services.definition.errors import DocumentError

Make = Callable[[Document, dict[str, Any]], Sheet]
CONFLICT: Final = 409
REFUSED: Final = 422


@dataclass(frozen=True)
class Filled:
    """Hold a sheet as the page shows it: what is typed, what is wrong with it, what a colleague wrote."""

    sheet: Sheet
    boxes: Boxes
    errors: Mapping[str, str] = field(default_factory=dict)
    theirs: Mapping[str, str] = field(default_factory=dict)
    sentence: str = ""
    status: int = 200
    written: bool = False

    @property
    def refused(self) -> bool:
        """Say whether what was typed was not kept."""
        return self.status != 200

    def drawn(self, bench: Bench) -> list[dict[str, Any]]:
        """Return the parts with their controls for the template."""
        node = at(bench.data, self.sheet.root, {})
        rows = []
        for part in self.sheet.parts:
            controls = [self._drawn(control, node, bench) for control in part.controls]
            open_ = any(each.error or each.theirs for each in controls)
            rows.append({"part": part, "controls": controls, "folded": part.folded and not open_})
        return rows

    def summary(self) -> list[tuple[str, str]]:
        """Return pairs of box and sentence for the top of the page."""
        known = {control.name for control in self.sheet.controls()}
        return [(f"b-{name}" if name in known else "", said) for name, said in self.errors.items()]

    def _drawn(self, control: Control, node: Any, bench: Bench) -> Drawn:
        boxes = own(control, self.boxes)
        return Drawn(
            control,
            f"b-{control.name}",
            control.name,
            boxes,
            self.errors.get(control.name, ""),
            self.theirs.get(control.name, ""),
            control.more(node, boxes, bench.document),
        )


def blank(bench: Bench, make: Make) -> Filled:
    """Return the sheet as the document fills it."""
    sheet = make(bench.document, bench.data)
    return Filled(sheet, sheet.shown(bench.data))


def save(bench: Bench, make: Make, what: str) -> Filled:
    """Keep what was typed; raises KeyError where the part it is about is gone."""
    sheet = make(bench.document, bench.data)
    typed = sheet.read(bench.request.POST)
    base = bench.request.POST.get("asal", "")[:64]
    if base != bench.base:
        return _beside_a_colleague(bench, make, sheet, typed, base)
    changed = sheet.changed(bench.data, typed)
    boxes = sheet.shown(bench.data) | typed
    if not changed:
        return Filled(sheet, boxes)
    data = bench.copy()
    errors = sheet.apply(data, typed, changed)
    errors = errors or _judged(bench, sheet, data)
    if errors:
        return Filled(sheet, boxes, errors, sentence=_("Belum disimpan."), status=REFUSED)
    try:
        actions.keep(bench.service, bench.user, bench.base, data, what)
    except VersionRefused as refused:
        return Filled(sheet, boxes, {"": refused.sentence}, sentence=refused.sentence, status=CONFLICT)
    return Filled(sheet, boxes, written=True)


def tried(bench: Bench, make: Make) -> Document | None:
    """Return the document as it would be with what is typed, None where that would be none."""
    sheet = make(bench.document, bench.data)
    typed = sheet.read(bench.request.POST)
    data = bench.copy()
    if sheet.apply(data, typed, sheet.changed(bench.data, typed)):
        return None
    try:
        return definition.parse(data)
    except DocumentError:
        return None


def change(bench: Bench, alter: Callable[[dict[str, Any]], str]) -> str:
    """Keep what one press does to the document; returns "" or the sentence that refuses it."""
    if bench.request.POST.get("asal", "")[:64] != bench.base:
        return told_apart(bench)
    data = bench.copy()
    try:
        what = alter(data)
        definition.parse(data)
        actions.keep(bench.service, bench.user, bench.base, data, what)
    except Wrong as wrong:
        return wrong.sentence
    except KeyError:
        return _("Bagian ini sudah tidak ada. Daftar di bawah ini yang terbaru.")
    except DocumentError as error:
        return _sentence(*error.problems[0])
    except VersionRefused as refused:
        return refused.sentence
    return ""


def told_apart(bench: Bench) -> str:
    """Say who changed the draft meanwhile."""
    said = _(
        "%(who)s mengubah draf ini sementara Anda bekerja. Yang tampil sekarang yang terbaru. Ulangi langkah tadi."
    )
    return said % {"who": actions.author_of(bench.version)}


def _judged(bench: Bench, sheet: Sheet, data: dict[str, Any]) -> dict[str, str]:
    """Return what keeps data from being a document, by control."""
    try:
        document = definition.parse(data)
    except DocumentError as error:
        found: dict[str, str] = {}
        for place, said in error.problems:
            control = _control_at(sheet, place)
            found.setdefault(control.name if control else "", _sentence(place, said, at_its_box=control is not None))
        return found
    if not policies.may_be_of(bench.user, document):
        return {"opd": _("Pilih perangkat daerah Anda sendiri.")}
    return {}


def _control_at(sheet: Sheet, place: str) -> Control | None:
    """Return the control nearest to a place of the document."""
    best: tuple[int, Control] | None = None
    for control in sheet.controls():
        mine = ".".join(str(part) for part in (*sheet.root, *control.place))
        inside = place == mine or place.startswith(f"{mine}.")
        if (inside or (place and mine.startswith(f"{place}."))) and (best is None or len(mine) > best[0]):
            best = (len(mine) if inside else 0, control)
    return best[1] if best else None


def _sentence(place: str, said: str, *, at_its_box: bool = False) -> str:
    if at_its_box and "is missing" in said:
        return _("Kotak ini wajib diisi.")
    words = sentence_of(Fault(1, place, said))
    return words if at_its_box or not place else f"{place}: {words}"


def _beside_a_colleague(bench: Bench, make: Make, sheet: Sheet, typed: Boxes, base: str) -> Filled:
    """Lay what this person changed over what a colleague saved meanwhile, and name where both changed the same."""
    begun = actions.document_of(bench.service, base)
    before: Boxes | None = None
    mine = list(sheet.controls())
    if begun is not None:
        old = make(definition.parse(begun), begun)
        before = old.shown(begun)
        mine = [each for each in sheet.controls() if each.name in {c.name for c in old.changed(begun, typed)}]
    now = sheet.shown(bench.data)
    boxes, theirs = dict(now), {}
    for control in mine:
        boxes |= own(control, typed)
        if before is None or own(control, now) != own(control, before):
            theirs[control.name] = control.text(own(control, now)) or _("(kosong)")
    said = _(
        "%(who)s menyimpan perubahan sementara Anda menulis. Isian Anda tetap ada di bawah ini, di atas versi terbaru. "
        "Periksa, lalu simpan lagi."
    )
    sentence = said % {"who": actions.author_of(bench.version)}
    return Filled(sheet, boxes, {}, theirs, sentence, CONFLICT)
