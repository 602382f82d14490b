"""Write a template in the panel: a draft however it reads, in force only when it prints and fits its services."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from django.db import IntegrityError, transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from citizens.models import User
from foundation import clock
from services.catalogue import documents
from services.catalogue.models import Service
from services.definition.document import Document
from services.definition.lint.outside import OUTPUT_VARIABLES, is_piece, variables
from services.outputs.models import OutputTemplate, TemplateState
from services.outputs.rendering import linting, templates
from services.outputs.rendering.compiler import render
from services.outputs.rendering.linting import LONGEST
from services.outputs.rendering.publishing import KEY, BadTemplate, check, sample

NOTE: Final = 200


@dataclass(frozen=True)
class Use:
    """Name one service whose document is made from a template, with the answers it asks for."""

    title: str
    document: Document


class Unpublishable(BadTemplate):
    """Refuse to publish: what is wrong with the template, and what with the word on what changed."""

    def __init__(self, sentences: list[str], note: str) -> None:
        """Keep both."""
        super().__init__(sentences)
        self.note = note


def is_key(key: str) -> bool:
    """Say whether a template may be called so."""
    return KEY.fullmatch(key) is not None and key != templates.BASE


def draft_of(key: str) -> OutputTemplate | None:
    """Return the version that waits for being published, None for none."""
    return OutputTemplate.objects.filter(key=key, state=TemplateState.DRAFT).first()


def in_force(key: str) -> OutputTemplate | None:
    """Return the newest version published here, None where the shipped one is used or there is none."""
    return OutputTemplate.objects.filter(key=key, state=TemplateState.PUBLISHED).order_by("-version").first()


def begun(key: str) -> str:
    """Return what somebody who opens a template reads first: the draft, what is in force, else the plainest one."""
    kept = draft_of(key) or in_force(key)
    if kept is not None:
        return kept.source
    return templates.shipped(key if key in templates.names() else templates.GENERIC).source


def save(key: str, source: str, note: str, user: User) -> OutputTemplate:
    """Keep a draft, however it reads; raises BadTemplate for a text that is endless, and then nothing was kept."""
    _bounded(key, source)
    try:
        with transaction.atomic():
            row = draft_of(key) or OutputTemplate(key=key, version=_next(key))
            row.source, row.note, row.made_by, row.made_at = source, note[:NOTE], user, clock.now()
            row.save()
    except IntegrityError as error:
        raise BadTemplate([_meanwhile()]) from error
    return row


def publish(key: str, source: str, note: str, user: User) -> OutputTemplate:
    """Let a template be what documents are made from; raises BadTemplate, and then the draft holds what was typed."""
    row = save(key, source, note, user)
    found, lacking = wrong_with(key, source), ""
    if not note.strip():
        lacking = _("Tulis apa yang berubah, supaya rekan Anda tahu mengapa templat ini diganti.")
    if found or lacking:
        raise Unpublishable(found, lacking)
    try:
        with transaction.atomic():
            # A version published meanwhile in another way lies before this one.
            row.version = row.version if _next(key) == row.version + 1 else _next(key)
            row.state, row.published_at = TemplateState.PUBLISHED, clock.now()
            row.save()
    except IntegrityError as error:
        raise BadTemplate([_meanwhile()]) from error
    return row


def wrong_with(key: str, source: str) -> list[str]:
    """Return in sentences why a template cannot be in force: it reaches out, does not print, or fits a service ill."""
    try:
        check(key, source)
    except BadTemplate as bad:
        return bad.sentences
    return [sentence for use in uses(key) for sentence in unfit(source, use)]


def shown(key: str, source: str) -> bytes:
    """Return a template as a PDF with made-up data; raises BadTemplate and RenderFailed."""
    _bounded(key, source)
    found = linting.problems(source)
    if found:
        raise BadTemplate(found)
    return render(sample(source))


def uses(key: str) -> list[Use]:
    """Return the services whose document is made from a template now, by their titles."""
    return [use for use in _live() if _names(use.document, key)]


def used_by(keys: Iterable[str]) -> dict[str, list[str]]:
    """Return by template the titles of the services that use it now."""
    live = _live()
    return {key: [use.title for use in live if _names(use.document, key)] for key in keys}


def _live() -> list[Use]:
    rows = Service.objects.filter(live__isnull=False).select_related("live").defer("live__document")
    live = [(service.title, service.live) for service in rows.order_by("title", "pk") if service.live is not None]
    parsed = documents.load_many(version for _title, version in live)
    return [Use(title, parsed[version.checksum]) for title, version in live]


def unfit(source: str, use: Use) -> list[str]:
    """Return in sentences what a template asks for and a service does not have."""
    known = variables(use.document) | OUTPUT_VARIABLES
    lacking = sorted(name for name in linting.asked(source).variables - known if not is_piece(name))
    said = _("Layanan “%(service)s” memakai templat ini dan tidak punya %(names)s.")
    names = ", ".join(f"“{name.removeprefix('answers.')}”" for name in lacking)
    return [said % {"service": use.title, "names": names}] if lacking else []


def _names(document: Document, key: str) -> bool:
    rendered = (output for output in document.outputs if output.origin == "rendered")
    return any((output.template or templates.GENERIC) == key for output in rendered)


def _bounded(key: str, source: str) -> None:
    if not is_key(key):
        raise BadTemplate([_("Kunci templat ditulis dengan huruf kecil, angka, dan garis bawah.")])
    if len(source) > LONGEST:
        raise BadTemplate([_("Templat terlalu panjang. Paling panjang %(most)s huruf.") % {"most": LONGEST}])


def _next(key: str) -> int:
    last = OutputTemplate.objects.filter(key=key).aggregate(last=Max("version"))["last"] or 0
    return int(last) + 1


def _meanwhile() -> str:
    return _(
        "Rekan kerja baru saja menyimpan templat ini. Isian Anda tidak hilang; bandingkan di tab lain, lalu ulangi."
    )
