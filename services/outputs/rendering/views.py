"""Let Diskominfosatik write the templates of documents: look at them, keep a draft, publish the next version."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from django.contrib import messages
from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import BadRequest, PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from agencies.policies import is_platform_admin
from citizens.models import User
from services.outputs.models import OutputTemplate, TemplateState
from services.outputs.rendering import designing, templates
from services.outputs.rendering.compiler import RenderFailed
from services.outputs.rendering.linting import LONGEST
from services.outputs.rendering.papers import paper
from services.outputs.rendering.publishing import BadTemplate

SAVE, PUBLISH, LOOK, PUT_BACK = "simpan", "terbitkan", "contoh", "bawaan"
REMEMBERED: Final = 20
WORDS: Final = (
    ('jawaban("nama")', gettext_lazy("Jawaban satu isian, sebagai teks.")),
    ('sebutan("nama")', gettext_lazy("Nama isian itu di formulir.")),
    ('fakta("profile.name")', gettext_lazy("Satu keterangan dari profil pemohon.")),
    ('nilai("number")', gettext_lazy("Nomor, tanggal, penanda tangan, layanan, dan lainnya dari putusan.")),
    ("rincian()", gettext_lazy("Semua jawaban yang boleh tampak, masing-masing di bawah namanya.")),
    ('baris(("Nama", jawaban("nama")))', gettext_lazy("Nama dan isi berdampingan; yang kosong tidak tampak.")),
    ("judul_dokumen", gettext_lazy("Judul dokumen menurut layanannya.")),
)


@dataclass(frozen=True)
class Row:
    """Hold one template of the list."""

    key: str
    state: str
    tone: str
    draft: str
    services: list[str]


@never_cache
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """List every template with what is in force and who uses it; lead on to the page of a new one."""
    _keeper(request)
    asked = request.GET.get("kunci", "").strip()
    if asked and designing.is_key(asked):
        return redirect("outputs:template", asked)
    error = _("Kunci ditulis dengan huruf kecil, angka, dan garis bawah, misalnya surat_domisili.") if asked else ""
    context = {"rows": _rows(), "asked": asked, "errors": [("kunci", error)] if error else [], "wrong": error}
    return render(request, "outputs/templates.html", context, status=422 if error else 200)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def page(request: HttpRequest, key: str) -> HttpResponse:
    """Show a template, or keep what was written, show it printed, publish it, or put back what was shipped."""
    user = _keeper(request)
    if not designing.is_key(key):
        raise Http404
    if request.method != "POST":
        return _show(request, key)
    doing = request.POST.get("lakukan", "")
    if doing not in {SAVE, PUBLISH, LOOK, PUT_BACK} or (doing == PUT_BACK and key not in templates.names()):
        raise BadRequest
    source = request.POST.get("isi", "").replace("\x00", "").replace("\r\n", "\n")
    note = request.POST.get("catatan", "").replace("\x00", "")
    try:
        if doing == LOOK:
            return paper(designing.shown(key, source), f"contoh {key}.pdf")
        _take(request, key, source, note, user, doing)
    except BadTemplate as bad:
        lacking = bad.note if isinstance(bad, designing.Unpublishable) else ""
        return _show(request, key, (source, note), bad.sentences, lacking)
    except RenderFailed as failed:
        said = _("Templat tidak dapat dicetak: %(reason)s") % {"reason": failed.reason}
        return _show(request, key, (source, note), [said])
    return redirect("outputs:template", key)


def _take(request: HttpRequest, key: str, source: str, note: str, user: User, doing: str) -> None:
    if doing == SAVE:
        designing.save(key, source, note, user)
        messages.success(request, _("Draf tersimpan. Lihat contohnya, lalu terbitkan."))
        return
    if doing == PUT_BACK:
        source, note = templates.shipped(key).source, _("Kembali ke templat bawaan.")
    row = designing.publish(key, source, note, user)
    _remember(user, row, _("Diterbitkan: versi %(n)d.") % {"n": row.version})
    messages.success(request, _("Versi %(n)d berlaku untuk dokumen yang diputus mulai sekarang.") % {"n": row.version})


def _rows() -> list[Row]:
    kept = OutputTemplate.objects.order_by("key", "version").values_list("key", "version", "state")
    newest = {key: version for key, version, state in kept if state == TemplateState.PUBLISHED}
    drafts = {key: version for key, version, state in kept if state == TemplateState.DRAFT}
    keys = sorted(templates.names() | newest.keys() | drafts.keys())
    used = designing.used_by(keys)
    return [Row(key, *_state(key, newest.get(key)), _draft(drafts.get(key)), used[key]) for key in keys]


def _state(key: str, version: int | None) -> tuple[str, str]:
    if version is not None:
        return _("Versi %(n)d") % {"n": version}, "positive"
    return (_("Bawaan"), "plain") if key in templates.names() else (_("Belum terbit"), "warning")


def _draft(version: int | None) -> str:
    return _("Draf versi %(n)d") % {"n": version} if version is not None else ""


def _show(
    request: HttpRequest,
    key: str,
    typed: tuple[str, str] | None = None,
    problems: Sequence[str] = (),
    lacking: str = "",
) -> HttpResponse:
    draft, force = designing.draft_of(key), designing.in_force(key)
    source, note = typed or (designing.begun(key), draft.note if draft else "")
    context: dict[str, Any] = {
        "key": key,
        "source": source,
        "note": note,
        "errors": [*(("isi-templat", said) for said in problems), *([("catatan", lacking)] if lacking else [])],
        "problems": problems,
        "lacking": lacking,
        "draft": draft,
        "force": force,
        "shipped": key in templates.names(),
        "words": WORDS,
        "uses": [(use.title, [field.id for _page, field in use.document.fields()]) for use in designing.uses(key)],
        "versions": _versions(key),
        "limit": LONGEST,
        "note_limit": designing.NOTE,
    }
    return render(request, "outputs/template.html", context, status=422 if problems or lacking else 200)


def _versions(key: str) -> list[OutputTemplate]:
    rows = OutputTemplate.objects.filter(key=key, state=TemplateState.PUBLISHED).select_related("made_by__party")
    return list(rows.order_by("-version")[:REMEMBERED])


def _remember(user: User, template: OutputTemplate, what: str) -> None:
    LogEntry.objects.create(
        user_id=str(user.pk),
        content_type=ContentType.objects.get_for_model(OutputTemplate),
        object_id=str(template.pk),
        object_repr=str(template)[:200],
        action_flag=CHANGE,
        change_message=what,
    )


def _keeper(request: HttpRequest) -> User:
    """Return who keeps the portal; raises PermissionDenied for everybody else."""
    if not isinstance(request.user, User) or not is_platform_admin(request.user):
        raise PermissionDenied
    return request.user
