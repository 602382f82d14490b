"""Show one indicator: its level and evidence, what the portal proves, files, comments, the review."""

from __future__ import annotations

from typing import Any, Final
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from agencies.models import Agency
from citizens.models import User
from citizens.presenters import user_display
from services.opd.diskominfosatik.index import actions, forms, presenters, proofs
from services.opd.diskominfosatik.index.models import Entry, EvidenceFile, Review
from services.opd.diskominfosatik.index.policies import entries_of, steers
from services.opd.diskominfosatik.index.views.common import require_keeper, require_steering
from services.requests.uploads import SANDBOX, disposition

DONE: Final = {
    "nilai": gettext_lazy("Penilaian disimpan."),
    "telaah": gettext_lazy("Telaah dicatat."),
    "komentar": gettext_lazy("Komentar ditambahkan."),
    "berkas": gettext_lazy("Berkas ditambahkan."),
    "hapus": gettext_lazy("Berkas dihapus."),
    "tugas": gettext_lazy("Penanggung jawab disimpan."),
}
MOST_COMMENTS: Final = 100


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def entry(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Show an indicator; a POST changes one thing of it, and what is refused stays typed."""
    user = require_keeper(request)
    found = get_object_or_404(entries_of(user), pk=pk)
    if request.method != "POST":
        return _page(request, found, _said(found), {})
    asked = request.POST.get("aksi", "")
    try:
        _do(request, found, asked, user)
    except actions.Refused as refused:
        words = forms.typed(request.POST) if asked == "nilai" else _said(found)
        return _page(request, found, words, refused.problems)
    messages.success(request, DONE[asked])
    return redirect("index_room:entry", pk=pk)


@never_cache
@require_safe
def file(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Hand out a file of evidence to whoever works on its indicator."""
    user = require_keeper(request)
    found = get_object_or_404(EvidenceFile.objects.filter(entry__in=entries_of(user).values("pk")), pk=pk)
    response = HttpResponse(bytes(found.content), content_type=found.mime)
    response["Content-Disposition"] = disposition(found.name)
    response["Content-Security-Policy"] = SANDBOX
    return response


def _do(request: HttpRequest, found: Entry, asked: str, user: User) -> None:
    seq = _seq(request)
    if asked == "nilai":
        actions.assess(found, forms.claim(forms.typed(request.POST)), seq, user)
    elif asked == "telaah":
        actions.review(found, request.POST.get("telaah", ""), seq, require_steering(request))
    elif asked == "komentar":
        actions.comment(found, forms.typed(request.POST, ("komentar",))["komentar"][: forms.LONGEST], user)
    elif asked == "berkas":
        actions.add_file(found, *forms.file(request.FILES.get("berkas")), user)
    elif asked == "hapus":
        actions.remove_file(found, _file_of(request))
    elif asked == "tugas":
        require_steering(request)
        actions.give(found, _agency(request), seq)
    else:
        raise actions.Refused({"": _("Langkah itu tidak dikenal. Tidak ada yang berubah.")})


def _seq(request: HttpRequest) -> int:
    sent = request.POST.get("urutan", "")
    return int(sent) if sent.isascii() and sent.isdigit() and len(sent) < 10 else -1


def _file_of(request: HttpRequest) -> UUID:
    try:
        return UUID(request.POST.get("berkas", ""))
    except ValueError as wrong:
        raise Http404 from wrong


def _agency(request: HttpRequest) -> Agency | None:
    slug = request.POST.get("opd", "").replace("\x00", "")
    if not slug:
        return None
    found = Agency.objects.filter(pk=slug, is_active=True).first()
    if found is None:
        raise actions.Refused({"opd": _("Pilih perangkat daerah dari daftar.")})
    return found


def _said(found: Entry) -> dict[str, str]:
    return {name: "" if (value := getattr(found, name)) is None else str(value) for name in forms.FIELDS}


def _page(request: HttpRequest, found: Entry, words: dict[str, str], problems: dict[str, str]) -> HttpResponse:
    assessment, indicator = found.assessment, found.indicator
    comments = found.comments.select_related("author__party").order_by("-at", "-id")[:MOST_COMMENTS]
    leads = steers(request.user)
    fields = (*forms.FIELDS, "telaah", "komentar", "berkas", "opd")
    back = reverse("index_room:year", args=[assessment.scheme_id, assessment.year])
    people = {"assessed": found.assessed_by, "reviewed": found.reviewed_by}
    context: dict[str, Any] = {
        "entry": found,
        "indicator": indicator,
        "line": presenters.line(found),
        "scheme": assessment.scheme,
        "back_url": back,
        "back_text": f"{assessment.scheme.title} {assessment.year}",
        "typed": words,
        "errors": dict.fromkeys(fields, "") | {name: said for name, said in problems.items() if name},
        "summary": [(name or "level", said) for name, said in problems.items()],
        "levels": presenters.options(assessment.scheme, indicator.aspect.number),
        "proofs": proofs.proofs(indicator.proofs),
        "files": found.files.defer("content"),
        "comments": [(each.at, user_display(each.author), each.text) for each in comments],
        "steers": leads,
        "may_review": leads and found.level is not None and found.assessed_by_id != request.user.pk,
        "verdicts": [(Review.AGREED, _("Setuju")), (Review.SENT_BACK, _("Kembalikan, buktinya belum cukup"))],
        "agencies": list(Agency.objects.filter(is_active=True).values_list("pk", "name")) if leads else [],
        **{f"{name}_by": user_display(person) if person else "" for name, person in people.items()},
    }
    return render(request, "diskominfosatik/index/entry.html", context, status=422 if problems else 200)
