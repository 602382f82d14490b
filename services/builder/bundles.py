"""Carry services from one portal to another: one zip with a manifest, read with distrust."""

from __future__ import annotations

import io
import json
import re
import zipfile
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Final

from django.utils.translation import gettext as _

from services.catalogue.judging import Fault
from services.catalogue.models import ServiceVersion
from services.catalogue.presenters.faults import sentence_of
from services.definition import document as definition
from services.definition import yaml_reader, yaml_writer
from services.definition.errors import DocumentError

FORMAT: Final = "spbe-portal/services"
SCHEMA: Final = 1
MANIFEST: Final = "manifest.json"
NAME: Final = re.compile(r"services/[a-z0-9]+(-[a-z0-9]+)*\.yaml")
MOST_FILES: Final = 300
MOST_BYTES: Final = 5_000_000  # of the zip, and
MOST_INSIDE: Final = 40_000_000  # of everything in it
STAMP: Final = (2020, 1, 1, 0, 0, 0)  # the same services give the same bytes


class BadBundle(Exception):
    """Refuse a zip, in a sentence that says what is wrong with it."""

    def __init__(self, sentence: str) -> None:
        """Keep the sentence."""
        super().__init__(sentence)
        self.sentence = sentence


@dataclass(frozen=True)
class Sent:
    """Hold one document of a bundle: its data where it is one, else the place and sentence that refuse it."""

    slug: str
    data: dict[str, Any] | None
    checksum: str = ""
    fault: str = ""


def pack(versions: Iterable[ServiceVersion]) -> bytes:
    """Return the zip of these versions."""
    made = io.BytesIO()
    listed: list[dict[str, str]] = []
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for version in versions:
            name = f"services/{version.service_id}.yaml"
            archive.writestr(zipfile.ZipInfo(name, STAMP), yaml_writer.write(version.document))
            listed.append({"slug": version.service_id, "file": name, "checksum": version.checksum})
        manifest = {"format": FORMAT, "schema": SCHEMA, "services": listed}
        archive.writestr(zipfile.ZipInfo(MANIFEST, STAMP), json.dumps(manifest, indent=2, sort_keys=True))
    return made.getvalue()


def unpack(content: bytes) -> list[Sent]:
    """Return the documents of a zip; raises BadBundle where the zip itself is not to be trusted."""
    if len(content) > MOST_BYTES:
        raise BadBundle(_("Berkas ini terlalu besar. Paling besar 5 MB."))
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            _check(archive.infolist())
            manifest = _manifest(archive)
            return [_sent(archive, entry) for entry in manifest]
    except (zipfile.BadZipFile, zipfile.LargeZipFile, NotImplementedError, EOFError, RuntimeError) as error:
        raise BadBundle(_("Berkas ini bukan zip yang utuh. Ekspor lagi dari portal asalnya.")) from error


def _check(entries: list[zipfile.ZipInfo]) -> None:
    names = [entry.filename for entry in entries]
    if len(names) > MOST_FILES or len(set(names)) != len(names):
        raise BadBundle(_("Isi zip ini terlalu banyak atau bernama kembar."))
    for entry in entries:
        if entry.filename != MANIFEST and not NAME.fullmatch(entry.filename):
            said = _("Zip ini berisi “%(name)s”, yang tidak boleh ada di paket layanan.")
            raise BadBundle(said % {"name": entry.filename[:80]})
        if entry.flag_bits & 0x1:
            raise BadBundle(_("Zip ini bersandi. Ekspor lagi tanpa sandi."))
    # What an entry says of its size is checked once more while reading.
    if sum(entry.file_size for entry in entries) > MOST_INSIDE:
        raise BadBundle(_("Isi zip ini terlalu besar setelah dibuka."))


def _read(archive: zipfile.ZipFile, name: str) -> bytes:
    with archive.open(name) as file:
        content = file.read(yaml_reader.MAX_BYTES + 1)
    if len(content) > yaml_reader.MAX_BYTES:
        raise BadBundle(_("“%(name)s” terlalu besar untuk sebuah dokumen layanan.") % {"name": name})
    return content


def _manifest(archive: zipfile.ZipFile) -> list[dict[str, str]]:
    if MANIFEST not in archive.namelist():
        raise BadBundle(_("Zip ini tidak punya manifest.json, jadi bukan paket layanan portal ini."))
    try:
        data = json.loads(_read(archive, MANIFEST))
    except (ValueError, RecursionError) as error:
        raise BadBundle(_("manifest.json di zip ini tidak dapat dibaca.")) from error
    if not isinstance(data, dict) or data.get("format") != FORMAT:
        raise BadBundle(_("Paket ini dari perangkat lunak lain. Portal ini tidak dapat membacanya."))
    if data.get("schema") != SCHEMA:
        said = _("Paket ini memakai skema %(schema)s; portal ini membaca skema %(own)s.")
        raise BadBundle(said % {"schema": str(data.get("schema"))[:20], "own": SCHEMA})
    listed = data.get("services")
    entries = [each for each in listed if _is_entry(each)] if isinstance(listed, list) else []
    files = {each["file"] for each in entries} | {MANIFEST}
    if not isinstance(listed, list) or len(entries) != len(listed) or files != set(archive.namelist()):
        raise BadBundle(_("manifest.json tidak cocok dengan isi zip ini."))
    return entries


def _is_entry(each: Any) -> bool:
    return isinstance(each, dict) and all(isinstance(each.get(key), str) for key in ("slug", "file", "checksum"))


def _sent(archive: zipfile.ZipFile, entry: dict[str, str]) -> Sent:
    slug = entry["slug"][:80]
    try:
        source = yaml_reader.load(yaml_reader.decode(_read(archive, entry["file"])))
        document = definition.parse(source.data)
    except DocumentError as error:
        place, said = error.problems[0]
        return Sent(slug, None, fault=f"{place}: {sentence_of(Fault(1, place, said))}")
    if document.slug != slug or entry["file"] != f"services/{slug}.yaml":
        return Sent(slug, None, fault=_("slug: tidak sama dengan yang tertulis di manifest.json."))
    checksum = definition.checksum(document)
    if checksum != entry["checksum"]:
        return Sent(slug, None, fault=_("Isinya berubah sejak diekspor: sidiknya tidak cocok dengan manifest.json."))
    return Sent(slug, definition.to_data(document), checksum)
