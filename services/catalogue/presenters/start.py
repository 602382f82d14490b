"""Gather the start page of a service: everything to know before the first question."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from foundation import formats
from services.catalogue import queries, wording
from services.catalogue.models import ServiceFigures, ServiceSatisfaction
from services.catalogue.presenters.needs import Need, needs
from services.catalogue.queries import Listed
from services.definition import derived
from services.definition.document import Document, Phase
from services.definition.fields.file import FileField
from services.definition.workflow import path

LAPOR: Final = "https://www.lapor.go.id"
REPORTS: Final = frozenset({"report", "complaint"})
FEWEST: Final = 10  # below this many cases a share says more about luck than about work


@dataclass(frozen=True)
class Step:
    """Hold one step after sending: its name, what happens, who is at work."""

    title: str
    text: str


@dataclass(frozen=True)
class Notice:
    """Hold a warning that the form would show, told before the start."""

    tone: str
    title: str
    text: str


@dataclass(frozen=True)
class Contact:
    """Hold where help is near."""

    label: str
    phone: str


@dataclass(frozen=True)
class StartPage:
    """Hold everything the start page of a service shows."""

    slug: str
    code: str
    title: str
    summary: str
    office: str
    office_phone: str
    subjects: str
    access: str
    asked: list[str]
    refused: list[str]
    is_open: bool
    closed_reason: str
    link_out: str
    link_system: str
    start_label: str
    start_text: str
    confidential: bool
    facts: list[tuple[str, str, str, str]]
    needs: list[Need]
    notices: list[Notice]
    steps: list[Step]
    results: list[str]
    handoff: str
    handoff_system: str
    legal_basis: list[str]
    complaints: list[str]
    contacts: list[Contact]
    duration_status: str
    duration_source: str
    duration_note: str
    fee_note: str
    confidence: str | Promise
    sources: str
    figures: list[tuple[str, str]]
    lately: str
    has_photos: bool
    has_paper: bool


def start_page(listed: Listed) -> StartPage:
    """Return the start page of a service."""
    document, standard, agency = listed.document, listed.document.standard, listed.service.agency
    duration, handoff = standard.duration, document.handoff
    links_out = handoff is not None and handoff.mode == "link"
    measured = queries.figures_of(listed.service)
    return StartPage(
        slug=listed.slug,
        code=listed.service.code,
        title=wording.text(document.title),
        summary=wording.text(document.summary),
        office=queries.office_name(listed),
        office_phone=agency.phone if agency else "",
        subjects=", ".join(str(wording.SUBJECTS[subject]) for subject in document.subjects),
        access=_access(document),
        asked=[wording.text(each.label) for each in document.eligibility.ask if each.type != "note"],
        refused=list(dict.fromkeys(wording.text(rule.message) for rule in document.eligibility.rules)),
        is_open=listed.availability.is_open,
        closed_reason=listed.availability.reason,
        link_out=(handoff.url or "") if handoff and links_out else "",
        link_system=handoff.system if handoff and links_out else "",
        start_label=_("Mulai melapor") if document.kind in REPORTS else _("Mulai mengurus"),
        start_text=_start_text(document),
        confidential=document.access.confidential,
        facts=_facts(document),
        needs=needs(document),
        notices=_notices(document),
        steps=steps(document),
        results=[wording.text(each) for each in standard.product],
        handoff=wording.text(handoff.note) if handoff else "",
        handoff_system=handoff.system if handoff else "",
        legal_basis=[wording.text(each) for each in standard.legal_basis],
        complaints=complaints(document, listed),
        contacts=[Contact(wording.text(each.label), each.phone or "") for each in document.contacts],
        duration_status=str(wording.STATUS[duration.status]) if duration else "",
        duration_source=wording.text(duration.source) if duration else "",
        duration_note=wording.text(duration.note) if duration else "",
        fee_note=wording.text(standard.fee.note) if standard.fee else "",
        confidence=wording.CONFIDENCE[document.confidence],
        sources=", ".join(document.sources),
        figures=[*_figures(measured), *_satisfaction(queries.satisfaction_of(listed.service))],
        lately=_lately(measured),
        has_photos=any("image" in field.accept for field in _files(document)),
        has_paper=listed.availability.is_open and not links_out and bool(document.form.pages),
    )


def _start_text(document: Document) -> str:
    if document.handoff and document.handoff.mode == "link":
        return _("Layanan ini dilanjutkan di {system}.").format(system=document.handoff.system)
    if document.access.level == "anonymous":
        return _("Tanpa akun dan boleh tanpa nama. Isi seperlunya, kirim, lalu simpan kode tindak lanjutnya.")
    return _("Jawaban tersimpan di tiap langkah. Anda bisa berhenti dan lanjut lain waktu.")


def _access(document: Document) -> str:
    own = wording.text(document.access.why)
    level = str(wording.LEVELS[document.access.level])
    return f"{level} {own}" if own else level


def _facts(document: Document) -> list[tuple[str, str, str, str]]:
    standard = document.standard
    rows = [("cash", _("Biaya"), wording.price(standard.fee), _fee_remark(document))]
    if standard.duration:
        rows.append(("clock", _("Waktu"), wording.length(standard.duration), _since(document)))
    if standard.product:
        first, more = _headline(wording.text(standard.product[0])), len(standard.product) - 1
        remark = ngettext("dan {n} lagi di bawah", "dan {n} lagi di bawah", more).format(n=more) if more else ""
        rows.append(("file-certificate", _("Hasil"), first, remark))
    pages = len(document.form.pages)
    if pages:
        length = ngettext("{n} halaman", "{n} halaman", pages).format(n=pages)
        rows.append(("pencil", _("Formulir"), length, _("tersimpan di tiap halaman")))
    return rows


def _since(document: Document) -> str:
    """Return from when the time counts, and that nobody has decreed it where that is so."""
    duration = document.standard.duration
    if duration is None:
        return ""
    sure = "" if duration.status == "statutory" else _("belum ditetapkan")
    return " · ".join(part for part in (wording.since(duration, document), sure) if part)


def _headline(text: str) -> str:
    """Return the thing itself, without what stands in brackets or after a comma."""
    return re.split(r" \(|, ", text, maxsplit=1)[0]


def _fee_remark(document: Document) -> str:
    fee = document.standard.fee
    if fee is None:
        return ""
    if fee.pay_at:
        return wording.text(fee.pay_at)
    return _("Rp0, tanpa pungutan") if not fee.amount and fee.kind == "free" else ""


def _notices(document: Document) -> list[Notice]:
    # Where the page lists contacts on top, an emergency note would only repeat them.
    tones = {"warning": "warning"} if document.contacts else {"warning": "warning", "emergency": "negative"}
    found = []
    for _page, field in document.all_fields():
        note: Any = field
        if field.type == "note" and note.tone in tones:
            found.append(Notice(tones[note.tone], wording.text(field.label), wording.text(note.text)))
    return found


def steps(document: Document) -> list[Step]:
    """Return the steps after sending on the smooth path; a document that writes its procedure is believed."""
    written = document.standard.procedure
    if written != "auto":
        return [Step(wording.text(each), "") for each in written]
    states = [document.workflow.states[key] for key in path(document.workflow)]
    return [
        Step(wording.text(state.label), wording.text(state.citizen_text))
        for state in states
        if state.citizen_text is not None and state.phase is not Phase.DRAFT
    ]


def complaints(document: Document, listed: Listed) -> list[str]:
    """Return where to complain, as the document says or for everybody alike."""
    written = document.standard.complaint
    if written != "auto":
        return [wording.text(each) for each in written]
    office = queries.office_name(listed)
    return [
        _("Sampaikan langsung ke {office}.").format(office=office),
        _("Bila belum puas, Ombudsman RI Perwakilan Banten menerima laporan Anda."),
    ]


def _files(document: Document) -> Iterator[FileField]:
    return (field for field in derived.files(document) if isinstance(field, FileField))


def _lately(figures: ServiceFigures | None) -> str:
    """Say how long it really took, of how many and when; fewer than ten say only how many there are."""
    if figures is None or not figures.decided:
        return ""
    days = (formats.long_date(figures.first_day, weekday=False), formats.long_date(figures.last_day, weekday=False))
    if figures.decided < FEWEST or figures.median_working_days is None:
        said = _("Kenyataannya belum bisa disebut: baru {n} permohonan diputus, {first} sampai {last}.")
        return said.format(n=formats.number(figures.decided), first=days[0], last=days[1])
    said = _("Kenyataannya separuh dari {n} permohonan selesai dalam {days} hari kerja, {first} sampai {last}.")
    taken = formats.number(figures.median_working_days, digits=1)
    return said.format(n=formats.number(figures.decided), days=taken, first=days[0], last=days[1])


def _figures(figures: ServiceFigures | None) -> list[tuple[str, str]]:
    """Return what may be told of a service: nothing while it would be about few people."""
    if figures is None or figures.measured < FEWEST:
        return []
    rows = [
        (_("Tepat waktu"), formats.share(figures.on_time, figures.measured)),
        (_("Lewat tenggat sekarang"), formats.number(figures.overdue_open)),
    ]
    if figures.median_working_days is not None:
        days = formats.number(figures.median_working_days, digits=1)
        one_or_more = 1 if figures.median_working_days == 1 else 2
        length = ngettext("{n} hari kerja", "{n} hari kerja", one_or_more).format(n=days)
        rows.append((_("Separuh selesai dalam"), length))
    return rows


def _satisfaction(found: ServiceSatisfaction | None) -> list[tuple[str, str]]:
    """Return the index of a year with its grade, and how many answered; nothing while there is none."""
    if found is None:
        return []
    index = f"{formats.number(found.index, digits=2)} ({found.grade})"
    year = {"year": found.first_day.year}
    return [
        (_("Kepuasan warga (SKM) %(year)s") % year, index),
        (_("Penilai SKM"), formats.number(found.count)),
    ]
