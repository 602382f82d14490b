"""Gather what the panel shows of a version."""

from __future__ import annotations

from typing import Any, Final

from django.utils.safestring import mark_safe
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from citizens.presenters import user_display
from foundation import formats
from services.catalogue import documents, judging, policies, versions
from services.catalogue.models import Service, ServiceVersion, Source, VersionStatus
from services.catalogue.presenters import changes, faults
from services.catalogue.registry import registry
from services.catalogue.world import DatabaseWorld
from services.definition.describe import describe
from services.definition.describe.writers import article
from services.definition.diff import worst
from services.definition.errors import DocumentError

TONES: Final = {
    VersionStatus.DRAFT: "plain",
    VersionStatus.PROPOSED: "guide",
    VersionStatus.APPROVED: "guide",
    VersionStatus.PUBLISHED: "positive",
    VersionStatus.RETIRED: "plain",
}
_LAID_ASIDE: Final = gettext_lazy("dibuang")
OTHERS: Final = 20  # other versions that the page names


def standing(version: ServiceVersion) -> tuple[str, str]:
    """Return where in its life a version stands, and the tone of it; a draft laid aside was never live."""
    status = VersionStatus(version.status)
    aside = status == VersionStatus.RETIRED and version.published_at is None
    return str(_LAID_ASIDE if aside else status.label), TONES[status]


def context(version: ServiceVersion, user: Any) -> dict[str, Any]:
    """Return everything the page of a version names."""
    service = version.service
    judged = judging.judge_version(version, DatabaseWorld(registry))
    rows = faults.told(judged.faults)
    others = service.versions.exclude(pk=version.pk).order_by("-number").defer("document")[:OTHERS]
    return {
        "title": _("%(title)s, versi %(n)s") % {"title": service.title, "n": version.number},
        "version": version,
        "service": service,
        "standing": standing(version),
        "facts": _facts(version),
        "faults": rows,
        "more_faults": faults.left_out(judged.faults, rows),
        "publishable": judged.publishable,
        **_difference(version, service),
        "others": [(other, *standing(other)) for other in others],
        "may_write": policies.may_write(user, service),
        "may_double": policies.may_begin(user),
        "is_author": policies.is_author(user, version),
        "may_approve": policies.may_approve(user),
        "from_file": service.source == Source.FILE,
        "text": judging.as_text(version),
        "article": _article(version),
    }


def _facts(version: ServiceVersion) -> list[tuple[str, str]]:
    rows = [
        (_("Ditulis oleh"), user_display(version.written_by) if version.written_by else ""),
        (_("Diusulkan oleh"), user_display(version.proposed_by) if version.proposed_by else ""),
        (_("Disetujui oleh"), user_display(version.approved_by) if version.approved_by else ""),
        (_("Dijadwalkan terbit"), formats.moment(version.publish_at) if version.publish_at else ""),
        (_("Terbit"), formats.moment(version.published_at) if version.published_at else ""),
        (_("Catatan"), version.note),
        (_("Sidik isi (SHA-256)"), version.checksum),
    ]
    return [(term, said) for term, said in rows if said]


def _difference(version: ServiceVersion, service: Service) -> dict[str, Any]:
    """Return the differences between what is live and this version; nothing to compare where it is live itself."""
    live = service.live
    if live is None or live.pk == version.pk:
        return {"compared": False, "changes": [], "verdict": None}
    try:
        found = versions.changes(live, version)
    except DocumentError:  # one of the two no longer fits the types of today
        return {"compared": False, "changes": [], "verdict": None}
    verdict, tone, meaning = changes.VERDICTS[worst(found)]
    return {
        "compared": True,
        "live_number": live.number,
        "changes": changes.shown(found, live.document, version.document),
        "verdict": (str(verdict), tone, str(meaning)),
    }


def _article(version: ServiceVersion) -> str:
    try:
        described = describe(documents.load(version), get_language() or "id")
    except DocumentError:
        return ""
    return mark_safe(article(described, level=3))  # noqa: S308 (the writer escapes every text)
