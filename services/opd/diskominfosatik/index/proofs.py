"""Show, live, what the portal itself can prove of an indicator: a figure as it is now, and the page it stands on."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Final

from django.urls import reverse
from django.utils.translation import gettext as _

from foundation import clock, formats
from foundation.periods import quarter_of
from services.catalogue.models import Service, ServiceVersion, VersionStatus
from services.performance import reading as performance
from services.performance.datasets import DATASETS
from services.performance.models import EntityKind, PublishedRow
from services.satisfaction import reading as satisfaction
from services.satisfaction.models import Kind


@dataclass(frozen=True)
class Proof:
    """Hold one figure of the portal: what it is, what it is now, where everybody sees it ("" for no page)."""

    title: str
    said: str
    url: str


def known() -> frozenset[str]:
    """Return the keys a scheme may name."""
    return frozenset(_PROOFS)


def proofs(keys: Iterable[str]) -> list[Proof]:
    """Return the proofs of these keys as they stand now; a key nobody knows any more proves nothing."""
    return [_PROOFS[key]() for key in keys if key in _PROOFS]


def _catalogue() -> Proof:
    live = Service.objects.filter(live__isnull=False).count()
    versions = ServiceVersion.objects.filter(status__in=[VersionStatus.PUBLISHED, VersionStatus.RETIRED]).count()
    said = _("%(n)s layanan terbit dengan syarat, waktu, dan biaya; %(v)s versi tercatat.")
    counts = {"n": formats.number(live), "v": formats.number(versions)}
    return Proof(_("Katalog layanan"), said % counts, reverse("catalogue:list"))


def _quarter() -> PublishedRow | None:
    """Return the county's row of the present quarter, or of the one before while nothing is shown of it."""
    present = quarter_of(clock.today())
    codes = [present.code, present.before().code]
    rows = {row.period: row for row in PublishedRow.objects.filter(kind=EntityKind.COUNTY, period__in=codes)}
    shown = [rows[code] for code in codes if code in rows and rows[code].counts.get("measured")]
    return shown[0] if shown else None


def _deadlines() -> Proof:
    title, url, row = _("Tepat waktu"), reverse("performance:county"), _quarter()
    if row is None:
        return Proof(title, _("Belum ada angka yang dapat ditampilkan."), url)
    share = formats.share(row.counts["on_time"], row.counts["measured"])
    said = _("%(share)s dari %(n)s permohonan, %(period)s; yang lewat tenggat dan terbuka ikut dihitung.")
    counts = {"share": share, "n": formats.number(row.counts["measured"]), "period": row.period}
    return Proof(title, said % counts, url)


def _silence() -> Proof:
    title, url, row = _("Batas diam"), reverse("performance:county"), _quarter()
    count = row.counts.get("silence") if row is not None else None
    if row is None or count is None:
        return Proof(title, _("Belum ada angka yang dapat ditampilkan."), url)
    said = _("%(n)s permohonan melewati batas diam, %(period)s.")
    return Proof(title, said % {"n": formats.number(count), "period": row.period}, url)


def _use() -> Proof:
    title, url, row = _("Pemakaian layanan"), reverse("performance:services"), _quarter()
    count = row.counts.get("received") if row is not None else None
    if row is None or count is None:
        return Proof(title, _("Belum ada angka yang dapat ditampilkan."), url)
    said = _("%(n)s permohonan masuk, %(period)s.")
    return Proof(title, said % {"n": formats.number(count), "period": row.period}, url)


def _satisfaction() -> Proof:
    title, url, row = _("Kepuasan warga (SKM)"), reverse("satisfaction:county"), satisfaction.newest(Kind.COUNTY)
    if row is None or row.index is None:
        return Proof(title, _("Belum ada angka yang dapat ditampilkan."), url)
    said = _("Indeks %(index)s (mutu %(grade)s) dari %(n)s penilai, %(period)s.")
    words = {"index": formats.number(row.index, digits=2), "grade": row.grade, "period": row.period}
    return Proof(title, said % (words | {"n": formats.number(row.count or 0)}), url)


def _improvements() -> Proof:
    count = performance.improvements().count()
    said = _("%(n)s perbaikan diumumkan beserta yang warga sampaikan.") % {"n": formats.number(count)}
    return Proof(_("Anda bicara, kami perbaiki"), said, reverse("performance:improvements"))


def _open_data() -> Proof:
    said = _("%(n)s tabel terbuka (CSV, JSON) dengan kamus data dan katalog DCAT.")
    return Proof(_("Data terbuka"), said % {"n": formats.number(len(DATASETS))}, reverse("performance:data"))


def _interface() -> Proof:
    said = _("Antarmuka program terdokumentasi (OpenAPI), dengan kode wilayah Kemendagri.")
    return Proof(_("Antarmuka untuk program"), said, "")


def _signal_map() -> Proof:
    said = _("Peta titik tanpa sinyal per desa, juga sebagai data geospasial terbuka.")
    return Proof(_("Peta sinyal"), said, reverse("signal:map"))


_PROOFS: Final[dict[str, Callable[[], Proof]]] = {
    "catalogue": _catalogue,
    "deadlines": _deadlines,
    "silence": _silence,
    "use": _use,
    "satisfaction": _satisfaction,
    "improvements": _improvements,
    "open_data": _open_data,
    "interface": _interface,
    "signal_map": _signal_map,
}
