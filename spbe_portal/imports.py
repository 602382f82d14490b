"""Take in tables in two steps: a dry run that says what would become of every row, then all rows or none."""

from __future__ import annotations

import csv
import io
from collections import Counter
from typing import Any, Final

from django.contrib import messages
from django.core import signing
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import UploadedFile
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from agencies.imports.holidays import HOLIDAYS
from agencies.imports.staff import STAFF
from foundation import formats
from foundation.imports import judging, reading
from foundation.imports.sheet import Importer, Outcome, Row, Verdict
from services.catalogue.imports import HOLDERS
from services.opd.diskominfosatik.roadmap.imports import INITIATIVES
from services.opd.diskominfosatik.roadmap.money_imports import BUDGETS

IMPORTERS: Final = {importer.key: importer for importer in (STAFF, HOLDERS, HOLIDAYS, INITIATIVES, BUDGETS)}
PREVIEW_SECONDS: Final = 3600
SHOWN: Final = 500  # rows of a preview; every refused one is among them
TONES: Final = {Outcome.NEW: "positive", Outcome.CHANGED: "guide", Outcome.SAME: "plain", Outcome.REFUSED: "negative"}


@never_cache
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """List the tables this account may take in."""
    allowed = _allowed(request)
    return render(request, "panel/imports.html", {"importers": allowed})


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def page(request: HttpRequest, kind: str) -> HttpResponse:
    """Explain the table; a file sent here is judged, a preview sent back is written."""
    importer = _importer(request, kind)
    if request.method != "POST":
        return _show(request, importer)
    if "pratinjau" in request.POST:
        return _write(request, importer)
    upload = request.FILES.get("berkas")
    if not isinstance(upload, UploadedFile):
        return _show(request, importer, error=_("Pilih berkas CSV dahulu."))
    return _preview(request, importer, upload)


@never_cache
@require_safe
def example(request: HttpRequest, kind: str) -> HttpResponse:
    """Give a file with the right heads and one line to replace."""
    importer = _importer(request, kind)
    text = io.StringIO()
    table = csv.writer(text, delimiter=";")
    table.writerow([column.head for column in importer.columns])
    table.writerow([column.example for column in importer.columns])
    response = HttpResponse("\ufeff" + text.getvalue(), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="contoh-{importer.key}.csv"'
    return response


def _allowed(request: HttpRequest) -> list[Importer]:
    found = [importer for importer in IMPORTERS.values() if importer.allows(request.user)]
    if not found:
        raise PermissionDenied
    return found


def _importer(request: HttpRequest, kind: str) -> Importer:
    allowed = {importer.key: importer for importer in _allowed(request)}
    if kind not in IMPORTERS:
        raise Http404
    if kind not in allowed:
        raise PermissionDenied
    return allowed[kind]


def _preview(request: HttpRequest, importer: Importer, upload: UploadedFile[Any]) -> HttpResponse:
    try:
        if (upload.size or 0) > reading.MOST_BYTES:
            raise reading.UnreadableFile(reading.too_large())
        rows = reading.read(upload.file, importer.columns) if upload.file is not None else []
    except reading.UnreadableFile as error:
        return _show(request, importer, error=str(error))
    return _show(request, importer, rows, judging.judge(importer, rows, request.user))


def _write(request: HttpRequest, importer: Importer) -> HttpResponse:
    """Write what was previewed, as it was previewed; the rows come back signed, for this account and an hour."""
    try:
        packed = signing.loads(request.POST["pratinjau"], salt=_salt(request, importer), max_age=PREVIEW_SECONDS)
    except signing.BadSignature:
        return _show(request, importer, error=_("Pratinjau ini sudah tidak berlaku. Unggah berkasnya lagi."))
    rows = [Row(line, cells) for line, cells in packed]
    try:
        verdicts = judging.apply(importer, rows, request.user)
    except judging.NotAsPreviewed as changed:
        sentence = _("Data berubah sejak pratinjau, sehingga tidak ada yang ditulis. Periksa baris yang ditolak.")
        return _show(request, importer, rows, changed.verdicts, sentence)
    counts = Counter(verdict.outcome for verdict in verdicts)
    said = {"new": formats.number(counts[Outcome.NEW]), "changed": formats.number(counts[Outcome.CHANGED])}
    messages.success(request, _("Impor selesai: %(new)s baris baru, %(changed)s diubah.") % said)
    return redirect("import", importer.key)


def _show(
    request: HttpRequest,
    importer: Importer,
    rows: list[Row] | None = None,
    verdicts: list[Verdict] | None = None,
    error: str = "",
) -> HttpResponse:
    found = verdicts or []
    counts = Counter(verdict.outcome for verdict in found)
    shown = sorted(found, key=lambda each: each.outcome is not Outcome.REFUSED)[:SHOWN]
    writable = bool(counts[Outcome.NEW] + counts[Outcome.CHANGED]) and not counts[Outcome.REFUSED]
    packed = [(row.line, dict(row.cells)) for row in rows or []]
    context = {
        "importer": importer,
        "error": error,
        "most_rows": reading.MOST_ROWS,
        "most_bytes": reading.MOST_BYTES,
        "verdicts": [(each, list(each.row.cells.values()), TONES[each.outcome]) for each in shown],
        "heads": list(rows[0].cells) if rows else [],
        "counts": [(outcome.value, counts[outcome], TONES[outcome]) for outcome in Outcome],
        "refused": counts[Outcome.REFUSED],
        "hidden": len(found) - len(shown),
        "preview": signing.dumps(packed, salt=_salt(request, importer), compress=True) if writable else "",
    }
    return render(request, "panel/import.html", context, status=422 if error else 200)


def _salt(request: HttpRequest, importer: Importer) -> str:
    return f"import:{importer.key}:{request.user.pk}"
