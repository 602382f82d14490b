"""Take a document that somebody typed, pasted or sent into a draft; whatever is refused stays before their eyes."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest
from django.utils.translation import gettext as _

from services.catalogue import judging, policies, versions
from services.catalogue.judging import Fault, Judged
from services.catalogue.models import Service, ServiceVersion
from services.catalogue.registry import registry
from services.catalogue.world import DatabaseWorld
from services.definition import yaml_reader, yaml_writer
from services.definition.errors import DocumentError

MOST: Final = yaml_reader.MAX_BYTES


@dataclass(frozen=True)
class Typed:
    """Hold what somebody wrote: the text, the checksum of what they began from, and whether they want to propose it."""

    text: str
    base: str = ""
    propose: bool = False
    fault: str = ""  # why a file could not be read as text

    @classmethod
    def of(cls, request: HttpRequest, begin: str, base: str = "") -> Typed:
        """Return what a form sent, a file before the text area; before anything is sent, what to begin with."""
        if request.method != "POST":
            return cls(begin, base)
        text = request.POST.get("dokumen", "").replace("\r\n", "\n")
        propose = request.POST.get("langkah") == "usulkan"
        typed = cls(text, request.POST.get("asal", "")[:64], propose)
        upload = request.FILES.get("berkas")
        return typed._from_file(upload) if isinstance(upload, UploadedFile) else typed

    def _from_file(self, upload: UploadedFile[Any]) -> Typed:
        if (upload.size or 0) > MOST or upload.file is None:
            return replace(self, fault=_("Berkas ini terlalu besar untuk sebuah dokumen layanan."))
        try:
            text = yaml_reader.decode(upload.read())
        except DocumentError as error:
            line = error.problems[0][0].removeprefix("line ")
            sentence = _("Baris %(line)s berkas ini bukan teks UTF-8. Simpan berkas sebagai UTF-8.")
            return replace(self, fault=sentence % {"line": line})
        return replace(self, text=text.replace("\r\n", "\n"))

    @property
    def shown(self) -> str:
        """Return the text for the text area, which no browser could send back with a NUL inside."""
        return self.text.replace("\x00", "")


@dataclass(frozen=True)
class Outcome:
    """Hold what came of it: the draft that keeps it or none, the faults, and the sentence to say."""

    typed: Typed
    sentence: str
    version: ServiceVersion | None = None
    faults: tuple[Fault, ...] = ()
    written: bool = False


def starting_text(source: ServiceVersion | None, user: Any) -> str:
    """Return what a new service begins with: a copy under the next free code, or nothing."""
    if source is None:
        return ""
    code, slug = _free(source.service)
    return yaml_writer.write({**source.document, "code": code, "slug": slug})


def text_of(service: Service, draft: ServiceVersion | None) -> str:
    """Return what the next version of a service begins with: its draft, or what is live."""
    version = draft or service.live
    return judging.as_text(version) if version else ""


def base_of(service: Service, draft: ServiceVersion | None) -> str:
    """Return the checksum of that, so that nobody overwrites what a colleague wrote meanwhile."""
    version = draft or service.live
    return version.checksum if version else ""


def create(typed: Typed, user: Any) -> Outcome:
    """Make a new service from a document, as a draft."""
    judged = _judged(typed, user)
    document = judged.document
    wrong = [] if document is None else [name for name in ("code", "slug") if _taken(name, getattr(document, name))]
    if document is None or wrong or judged.refused:
        sentence = _("Sudah dipakai layanan lain. Pilih yang lain; kode dan slug tidak dapat diubah nanti.")
        return _broken(typed, judged, [_fault(judged, name, sentence) for name in wrong])
    try:
        version = versions.new_service(document, user)
    except versions.VersionRefused as refused:
        return Outcome(typed, refused.sentence)
    return _kept(typed, judged, version, user, written=True)


def save(service: Service, typed: Typed, user: Any) -> Outcome:
    """Keep a document as the draft of a service, and propose it where that is wanted and nothing speaks against it."""
    judged = _judged(typed, user)
    document = judged.document
    fixed = {"code": service.code, "slug": service.pk}
    wrong = [] if document is None else [name for name in fixed if getattr(document, name) != fixed[name]]
    if document is None or wrong or judged.refused:
        sentence = _("Kode dan slug layanan tidak dapat diubah. Tulis lagi: %(kept)s.")
        return _broken(typed, judged, [_fault(judged, name, sentence % {"kept": fixed[name]}) for name in wrong])
    try:
        draft = versions.open_draft(service, user)
        before = draft.checksum
        version = versions.write(draft, judged.data, user, base=typed.base)
    except versions.VersionRefused as refused:
        return Outcome(typed, refused.sentence)
    return _kept(typed, judged, version, user, written=version.checksum != before)


def _kept(typed: Typed, judged: Judged, version: ServiceVersion, user: Any, *, written: bool) -> Outcome:
    """Say how a draft that is kept stands, and propose it where that was asked."""
    saved = _("Draf versi %(n)s disimpan.") % {"n": version.number}
    typed = replace(typed, base=version.checksum)
    if not typed.propose:
        return Outcome(typed, saved, version, written=written)
    if not judged.publishable:
        sentence = _("Draf disimpan, tetapi belum dapat diusulkan. Perbaiki temuan di bawah ini.")
        return Outcome(typed, sentence, version, judged.faults, written)
    try:
        proposed = versions.propose(version, user, DatabaseWorld(registry))
    except versions.VersionRefused as refused:  # a colleague took a step a moment earlier
        return Outcome(typed, refused.sentence)
    return Outcome(typed, _("Versi %(n)s diusulkan.") % {"n": version.number}, proposed, written=True)


def _judged(typed: Typed, user: Any) -> Judged:
    if typed.fault:
        return Judged()
    judged = judging.judge(typed.text, DatabaseWorld(registry))
    if judged.document is None or policies.may_be_of(user, judged.document):
        return judged
    sentence = _("Dokumen ini milik perangkat daerah lain. Tulis perangkat daerah Anda sendiri.")
    return replace(judged, refused=(_fault(judged, "agency", sentence),))


def _fault(judged: Judged, name: str, sentence: str) -> Fault:
    return Fault(judged.lines.get((name,), 1), name, "", sentence=sentence)


def _taken(name: str, value: str) -> bool:
    """Say whether a service has this code or slug already, in the database or in a file that is not synced yet."""
    stored = Service.objects.filter(code=value) if name == "code" else Service.objects.filter(slug=value)
    return stored.exists() or any(getattr(registered.document, name) == value for registered in registry)


def _broken(typed: Typed, judged: Judged, faults: Sequence[Fault] = ()) -> Outcome:
    if typed.fault:
        return Outcome(typed, typed.fault)
    found = (*judged.refused, *faults) or judged.faults
    return Outcome(typed, _("Belum disimpan. Perbaiki temuan di bawah ini, lalu simpan lagi."), faults=found)


def _free(service: Service) -> tuple[str, str]:
    """Return a code and a slug that no service has yet, like those of a service."""
    prefix = service.code.rpartition("-")[0]
    codes = set(Service.objects.filter(code__startswith=f"{prefix}-").values_list("code", flat=True))
    slugs = set(Service.objects.filter(slug__startswith=service.slug[:60]).values_list("slug", flat=True))
    digits = [int(found[1]) for code in codes if (found := re.fullmatch(r".*-([0-9]{2,4})", code))]
    number = max(digits, default=0) + 1
    copy = next(n for n in range(2, len(slugs) + 3) if f"{service.slug[:60]}-{n}" not in slugs)
    return f"{prefix}-{number:02}", f"{service.slug[:60]}-{copy}"
