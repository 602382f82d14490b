"""Show the index room: the years, one year by aspect, what it would be, and the steps of a year."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from citizens.models import User
from foundation import clock, sheets
from services.opd.diskominfosatik.index import actions, charts, forms, presenters, schemes
from services.opd.diskominfosatik.index.models import Assessment, Result, Scheme
from services.opd.diskominfosatik.index.policies import entries_of, steers
from services.opd.diskominfosatik.index.reading import Refused as BadScheme
from services.opd.diskominfosatik.index.summary import entries_of as all_entries
from services.opd.diskominfosatik.index.summary import summarise
from services.opd.diskominfosatik.index.views.common import assessment_of, require_keeper, require_steering

RESULT = ("skema", "tahun", "nilai", "sumber")
HEADS = ["nomor", "aspek", "indikator", "bobot", "tingkat", "target", "kesenjangan", "opd", "telaah", "bukti", "tautan"]


@never_cache
@require_safe
def room(request: HttpRequest) -> HttpResponse:
    """Show every year and the official results."""
    return _room(request, require_keeper(request), {})


@require_POST
def begin(request: HttpRequest) -> HttpResponse:
    """Open a year or note an official result; what is refused comes back in the room with everything typed."""
    user = require_steering(request)
    try:
        return _begin(request)
    except actions.Refused as refused:
        return _room(request, user, refused.problems)


def _room(request: HttpRequest, user: User, problems: dict[str, str]) -> HttpResponse:
    mine = entries_of(user).values("assessment")
    rows = Assessment.objects.select_related("scheme", "publication").annotate(assessed=Count("entries__level"))
    rows = rows.annotate(total=Count("entries"))
    context = {
        "rows": rows if steers(user) else rows.filter(pk__in=mine),
        "history": charts.history(Result.objects.select_related("scheme")),
        "schemes": [(each.pk, f"{each.title} ({each.basis})") for each in Scheme.objects.all()],
        "steers": steers(user),
        "typed": forms.typed(request.POST, RESULT) if problems else {"tahun": str(clock.today().year)},
        "form": request.POST.get("aksi", ""),
        "errors": dict.fromkeys(RESULT, "") | problems,
        "summary": [(f"{request.POST.get('aksi')}-{name}", said) for name, said in problems.items()],
    }
    return render(request, "diskominfosatik/index/room.html", context, status=422 if problems else 200)


@never_cache
@require_safe
def year(request: HttpRequest, scheme: str, year: int) -> HttpResponse:
    """Show one year by aspect: all of it to Diskominfosatik, to an OPD its own indicators; or write it as CSV."""
    user, found = require_keeper(request), assessment_of(scheme, year)
    own = list(entries_of(user).filter(assessment=found).order_by("indicator__number"))
    if "unduh" in request.GET:
        return sheets.table(f"indeks-{scheme}-{year}", HEADS, (_cells(entry) for entry in own))
    whole = own if steers(user) else all_entries(found)
    total = summarise(found.scheme, whole)
    context = {
        "assessment": found,
        "stats": presenters.stats(total) if steers(user) else [],
        "aspects": presenters.aspects(total, own),
        "steers": steers(user),
        "publication": getattr(found, "publication", None),
    }
    return render(request, "diskominfosatik/index/year.html", context)


@never_cache
@require_safe
def what_if(request: HttpRequest, scheme: str, year: int) -> HttpResponse:
    """Work out what the index would be with other levels; nothing of it is kept."""
    require_steering(request)
    found = assessment_of(scheme, year)
    entries = all_entries(found)
    now = {entry.indicator.number: entry.level for entry in entries if entry.level is not None}
    asked = any(name.startswith("i") for name in request.GET)
    tried = forms.levels(request.GET, [entry.indicator.number for entry in entries]) if asked else dict(now)
    total = summarise(found.scheme, entries, tried)
    context = {
        "assessment": found,
        "stats": presenters.stats(total)[:1],
        "before": presenters.stats(summarise(found.scheme, entries))[:1],
        "rows": [
            {
                "name": f"i{entry.indicator.number}",
                "label": f"{entry.indicator.number}. {entry.indicator.name}",
                "hint": _("Bobot %(w)s. Sekarang: %(now)s.")
                % {"w": presenters.decimal(entry.indicator.weight), "now": presenters.level(entry.level)},
                "options": presenters.options(found.scheme, entry.indicator.aspect.number),
                "value": str(tried.get(entry.indicator.number, "")),
            }
            for entry in entries
        ],
    }
    return render(request, "diskominfosatik/index/what_if.html", context)


@require_POST
def step(request: HttpRequest, scheme: str, year: int) -> HttpResponse:
    """Publish a year, take it back, close it or open it again."""
    user = require_steering(request)
    found, asked = assessment_of(scheme, year), request.POST.get("langkah", "")
    if asked == "terbit":
        actions.publish(found, user)
        messages.success(request, _("Terbit. Warga membaca keadaan saat ini."))
    elif asked == "tarik":
        actions.withdraw(found)
        messages.success(request, _("Ditarik dari halaman warga."))
    elif asked in {"tutup", "buka"}:
        actions.close(found, closed=asked == "tutup")
        said = _("Penilaian ditutup: tidak ada yang dapat diubah.") if asked == "tutup" else _("Penilaian dibuka.")
        messages.success(request, said)
    else:
        messages.warning(request, _("Langkah itu tidak dikenal. Tidak ada yang berubah."))
    return redirect("index_room:year", scheme=scheme, year=year)


def _begin(request: HttpRequest) -> HttpResponse:
    words = forms.typed(request.POST, RESULT)
    scheme = get_object_or_404(Scheme, pk=words["skema"]) if words["skema"] else None
    if scheme is None:
        raise actions.Refused({"skema": _("Pilih skemanya.")})
    if request.POST.get("aksi") == "hasil":
        actions.note_result(forms.result(words, scheme))
        messages.success(request, _("Hasil resmi dicatat."))
        return redirect("index_room:room")
    number = forms.year(words["tahun"])
    try:
        schemes.open_year(scheme, number)
    except BadScheme as twice:
        raise actions.Refused({"tahun": twice.sentences[0]}) from twice
    messages.success(request, _("Penilaian dibuka. Semua indikator masih belum dinilai."))
    return redirect(reverse("index_room:year", args=[scheme.pk, number]))


def _cells(entry: Any) -> list[str]:
    line = presenters.line(entry)
    return [
        *(str(line.number), entry.indicator.aspect.name, line.name, str(entry.indicator.weight)),
        *("" if entry.level is None else line.level, line.target, line.gap, line.office, line.state),
        *(entry.evidence, entry.link),
    ]
