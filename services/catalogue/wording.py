"""Turn what a document says about time, money and certainty into the words people read."""

from __future__ import annotations

from typing import Final

from django.utils.translation import get_language, gettext, ngettext
from django.utils.translation import gettext_lazy as _

from foundation import formats
from services.definition.base import Wording
from services.definition.document import Document, Duration, Fee, PublishedDuration, Sla, Unit

STATUS: Final = {
    "statutory": _("ditetapkan undang-undang atau peraturan"),
    "target": _("target, belum ditetapkan"),
    "elsewhere": _("meniru daerah lain, belum ditetapkan"),
    "general": _("pengetahuan umum, belum ditetapkan"),
    "proposal": _("usulan portal, belum ditetapkan"),
}
CONFIDENCE: Final = {
    "high": _("Isi halaman ini bersumber kuat, tetapi bukan keputusan Kabupaten Serang."),
    "medium": _("Isi halaman ini cukup bersumber, tetapi bukan keputusan Kabupaten Serang."),
    "low": _("Isi halaman ini masih lemah sumbernya dan perlu dikonfirmasi."),
}
SUBJECTS: Final = {
    "person": _("Untuk perorangan"),
    "organisation": _("Untuk badan atau lembaga"),
    "agency": _("Untuk instansi"),
}
LEVELS: Final = {
    "anonymous": _("Tanpa akun, boleh tanpa nama."),
    "account": _("Perlu akun."),
    "phone": _("Perlu akun dengan nomor HP atau surel."),
    "nik": _("Perlu akun dengan NIK."),
    "nik_in_person": _("Perlu akun dengan NIK yang diperiksa tatap muka."),
}


def district_office() -> str:
    """Name the office of a service that an answer sends to one of the 29 kecamatan."""
    return gettext("Kantor kecamatan Anda")


def deciding_office() -> str:
    """Name the office of a service that goes to whoever decided."""
    return gettext("Kantor yang memutus")


def text(wording: Wording | None) -> str:
    """Return a document's text in the language of this visit, Indonesian where no other is written."""
    return wording.in_language(get_language() or "id") if wording else ""


def length(duration: Duration) -> str:
    """Write a length of time as "1 hari kerja"."""
    amount = duration.amount
    words = {
        Unit.WORKING_DAYS: ngettext("{n} hari kerja", "{n} hari kerja", amount),
        Unit.CALENDAR_DAYS: ngettext("{n} hari", "{n} hari", amount),
        Unit.HOURS: ngettext("{n} jam", "{n} jam", amount),
        Unit.OFFICE_HOURS: ngettext("{n} jam kerja", "{n} jam kerja", amount),
        Unit.MONTHS: ngettext("{n} bulan", "{n} bulan", amount),
    }
    return words[duration.unit].format(n=formats.number(amount))


def since(duration: PublishedDuration | Sla, document: Document) -> str:
    """Write when the time begins: "sejak berkas lengkap"."""
    if duration.from_ == "complete":
        return gettext("sejak berkas lengkap")
    if duration.from_ == "submitted":
        return gettext("sejak dikirim")
    labels = {action.key: action.title for state in document.workflow.states.values() for action in state.actions}
    return gettext("sejak langkah “{step}”").format(step=labels.get(duration.from_, duration.from_))


def price(fee: Fee | None) -> str:
    """Write what a service costs in one or two words."""
    if fee is None:
        return gettext("Belum diisi")
    if fee.hook or fee.expr is not None:
        return gettext("Dihitung dari data Anda")
    if fee.amount is None and fee.kind != "free":
        return gettext("Sesuai tarif")
    return formats.rupiah(fee.amount) if fee.amount else gettext("Gratis")
