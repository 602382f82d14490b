"""Show every list that forms and documents choose from: where it is kept, and what stands in it today."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Final

from django.core.exceptions import PermissionDenied
from django.db.models import TextChoices
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from agencies import policies
from agencies.models import AgencyKind, HolidayKind
from citizens.models.region import RegionKind
from foundation import clock
from services.catalogue.life_events import LIFE_EVENTS
from services.catalogue.queries import services_listed
from services.requests.models import Channel, Phase, Priority

Text = str | Promise


@dataclass(frozen=True)
class Kept:
    """Name a list whose rows are kept in the panel, with the page that searches and changes it."""

    title: Text
    says: Text
    url_name: str


@dataclass(frozen=True)
class Fixed:
    """Hold a list that only a release changes, because rules of the portal hang on its words."""

    key: str
    title: Text
    says: Text
    rows: tuple[tuple[str, Text, Text], ...]


KEPT: Final = (
    Kept(
        _("Wilayah"), _("Kabupaten, kecamatan, dan desa menurut kode Kemendagri."), "admin:citizens_region_changelist"
    ),
    Kept(_("Hari libur"), _("Libur nasional dan cuti bersama."), "admin:agencies_holiday_changelist"),
    Kept(_("Tahun ber-SKB"), _("Tahun yang keputusan liburnya sudah terbit."), "admin:agencies_decreedyear_changelist"),
    Kept(_("Kalender kerja"), _("Hari dan jam kerja tiap perangkat daerah."), "admin:agencies_workcalendar_changelist"),
    Kept(_("Perangkat daerah"), _("Nama, kode, dan kontak."), "admin:agencies_agency_changelist"),
    Kept(_("Unit kerja"), _("Bagian perangkat daerah, termasuk kantor desa."), "admin:agencies_unit_changelist"),
)


@never_cache
@require_safe
def page(request: HttpRequest) -> HttpResponse:
    """List them for Diskominfosatik."""
    if not policies.is_platform_admin(request.user):
        raise PermissionDenied
    return render(request, "panel/references.html", {"kept": KEPT, "fixed": fixed()})


def fixed() -> list[Fixed]:
    """Return the lists of this release; of each life event, how many services name it."""
    used = Counter(event for each in services_listed(clock.now()) for event in each.document.life_events)
    events = tuple((slug, event.title, str(used[slug])) for slug, event in LIFE_EVENTS.items())
    return [
        Fixed("peristiwa", _("Peristiwa hidup"), _("Dipakai dokumen layanan. Angka: layanan yang memakainya."), events),
        _choices("prioritas", _("Prioritas"), _("Alasan sebuah permohonan didahulukan (UU 25/2009)."), Priority),
        _choices("fase", _("Fase permohonan"), _("Tahap tiap layanan masuk ke salah satu fase ini."), Phase),
        _choices("saluran", _("Saluran"), _("Pintu masuk permohonan."), Channel),
        _choices("libur", _("Jenis hari libur"), _("Dipakai daftar hari libur."), HolidayKind),
        _choices("wilayah", _("Jenis wilayah"), _("Mengikuti panjang kode wilayah."), RegionKind),
        _choices("opd", _("Jenis perangkat daerah"), _("Dipakai daftar perangkat daerah."), AgencyKind),
    ]


def _choices(key: str, title: Text, says: Text, choices: type[TextChoices]) -> Fixed:
    return Fixed(key, title, says, tuple((each.value, each.label, "") for each in choices))
