"""Say what speaks against giving a function to somebody, in sentences; forms and imports ask alike."""

from __future__ import annotations

from django.utils.translation import gettext as _

from citizens.models import User
from services.catalogue import documents
from services.catalogue.models import FunctionHolder


def problems(wanted: FunctionHolder, keeper: User | None = None) -> list[tuple[str, str]]:
    """Return pairs of field and sentence; `keeper` is who writes it down, and gives nothing to oneself."""
    found = [
        (name, _("Pilih yang bekerja di perangkat daerah itu."))
        for name, held in (("staff", wanted.staff), ("unit", wanted.unit))
        if held is not None and held.agency_id != wanted.agency_id
    ]
    if (wanted.staff is None) == (wanted.unit is None):
        found.append(("staff", _("Isi salah satu: petugas atau unit kerja.")))
    elif wanted.staff is not None and wanted.staff.is_auditor:
        found.append(("staff", _("Auditor hanya membaca dan tidak memegang fungsi.")))
    elif keeper is not None and _is_own(wanted, keeper):
        sentence = _("Anda tidak dapat memberi fungsi kepada diri sendiri. Minta admin lain mencatatnya.")
        found.append(("staff" if wanted.staff is not None else "unit", sentence))
    return found + _about_service(wanted)


def _is_own(wanted: FunctionHolder, keeper: User) -> bool:
    if wanted.staff is not None:
        return wanted.staff.user_id == keeper.pk
    own = getattr(keeper, "staff", None)
    return own is not None and own.unit_id is not None and own.unit_id == getattr(wanted.unit, "pk", None)


def _about_service(wanted: FunctionHolder) -> list[tuple[str, str]]:
    service = wanted.service
    if service is None:
        return []
    found = []
    if service.agency_id not in {None, wanted.agency_id}:
        found.append(("service", _("Layanan ini milik perangkat daerah lain.")))
    known = documents.load(service.live).functions if service.live else None
    if known is not None and wanted.function and wanted.function not in known:
        found.append(("function", _("Fungsi layanan ini: %(names)s.") % {"names": ", ".join(sorted(known))}))
    return found
