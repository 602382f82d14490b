"""Write every service's standard in its 14 components, shaped for SIPPN (UU 25/2009; PermenPANRB 15/2014)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Final

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext_lazy

from foundation import clock
from services.catalogue import queries, wording
from services.catalogue.presenters.needs import needs
from services.catalogue.presenters.start import complaints, steps
from services.catalogue.queries import Listed
from services.definition.document import Document
from services.definition.document.standard import INTERNAL

COLUMNS: Final[Mapping[str, Any]] = {
    "code": gettext_lazy("Kode layanan."),
    "name": gettext_lazy("Nama layanan."),
    "office": gettext_lazy("Penyelenggara."),
    "requirements": gettext_lazy("1. Persyaratan."),
    "procedure": gettext_lazy("2. Sistem, mekanisme, dan prosedur."),
    "duration": gettext_lazy("3. Jangka waktu pelayanan."),
    "fee": gettext_lazy("4. Biaya atau tarif."),
    "product": gettext_lazy("5. Produk pelayanan."),
    "complaint": gettext_lazy("6. Penanganan pengaduan, saran, dan masukan."),
    "legal_basis": gettext_lazy("7. Dasar hukum."),
    "facilities": gettext_lazy("8. Sarana, prasarana, dan fasilitas."),
    "competence": gettext_lazy("9. Kompetensi pelaksana."),
    "oversight": gettext_lazy("10. Pengawasan internal."),
    "staff": gettext_lazy("11. Jumlah pelaksana."),
    "guarantee": gettext_lazy("12. Jaminan pelayanan."),
    "safety": gettext_lazy("13. Jaminan keamanan dan keselamatan."),
    "evaluation": gettext_lazy("14. Evaluasi kinerja pelaksana."),
    "url": gettext_lazy("Halaman layanan di portal."),
}


def rows() -> Iterable[dict[str, Any]]:
    """Return every published service by title; a component nobody wrote is an empty list (two queries)."""
    return [_row(each) for each in queries.services_listed(clock.now())]


def _row(listed: Listed) -> dict[str, Any]:
    document, standard = listed.document, listed.document.standard
    return {
        "code": document.code,
        "name": wording.text(document.title),
        "office": queries.office_name(listed),
        "requirements": [" ".join(filter(None, (each.title, each.when, each.note))) for each in needs(document)],
        "procedure": [": ".join(filter(None, (each.title, each.text))) for each in steps(document)],
        "duration": _duration(document),
        "fee": [wording.price(standard.fee), *_noted(standard.fee.note if standard.fee else None)],
        "product": [wording.text(each) for each in standard.product],
        "complaint": complaints(document, listed),
        **{name: [wording.text(each) for each in getattr(standard, name)] for name in INTERNAL},
        "url": f"{settings.PORTAL_URL}{reverse('service', args=[listed.slug])}",
    }


def _duration(document: Document) -> list[str]:
    promised = document.standard.duration
    if promised is None:
        return []
    return [f"{wording.length(promised)} {wording.since(promised, document)}", str(wording.STATUS[promised.status])]


def _noted(note: Any) -> list[str]:
    return [wording.text(note)] if note else []
