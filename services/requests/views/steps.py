"""Ask the questions of one page; everything typed is kept at each press, right or not."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.datastructures import MultiValueDict
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from services.catalogue import wording
from services.requests import engine
from services.requests.forms import pages
from services.requests.forms.controls import Source, draw, ids_of
from services.requests.forms.filing import Filing
from services.requests.forms.live import live
from services.requests.forms.pages import Taken
from services.requests.models import Phase
from services.requests.presenters.answers import page_title
from services.requests.presenters.phone import may_keep, phone
from services.requests.views import stash
from services.requests.views.common import Own, acting, find, own_page, told


@own_page("GET", "POST")
def step(http: HttpRequest, own: Own, page: str) -> HttpResponse:
    """Show one page of questions, or save it and go on."""
    if own.request.phase != Phase.DRAFT:
        return redirect("requests:detail", own.request.pk)
    filing = Filing(own.request)
    try:
        fields = filing.fields(page)
    except KeyError as unknown:
        raise Http404 from unknown
    if http.method == "POST":
        return _save(http, own, filing, page)
    left_over = stash.take(http)
    if left_over is not None:
        pages.take_in(filing, page, fields, left_over, MultiValueDict(), own.actor)
        messages.success(http, _("Anda sudah masuk kembali. Isian terakhir Anda tidak hilang."))
        return redirect("requests:page", own.request.pk, page)
    if page not in filing.pages:
        return redirect("requests:page", own.request.pk, filing.first_open() or filing.pages[0])
    return show(http, own, page, _known_errors(http, filing, page))


def _known_errors(http: HttpRequest, filing: Filing, page: str) -> dict[str, str]:
    """Return what is wrong with what was typed before; what is only missing is told on the way to sending."""
    problems = filing.check_page(page).problems
    if "periksa" not in http.GET:
        problems = tuple(p for p in problems if p.path.split(".")[0] in filing.typed)
    return pages.sentences(filing.document, problems)


def _save(http: HttpRequest, own: Own, filing: Filing, page: str) -> HttpResponse:
    try:
        taken = pages.take_in(filing, page, filing.fields(page), http.POST, http.FILES, own.actor)
    except engine.EngineError as error:
        return told(http, error, own)
    fresh = find(http, own.request.pk)
    if fresh is None:
        raise Http404
    if "keluar" in http.POST:
        return _leave(http, fresh)
    if taken.stay_at and not taken.refused_files:
        query = urlencode({"baris": http.POST["tambah"]}) if "tambah" in http.POST else ""
        return redirect(f"{reverse('requests:page', args=[own.request.pk, page])}?{query}#{taken.stay_at}")
    if not taken.ok:
        return show(http, fresh, page, taken.errors, taken)
    return redirect(_onward(http, Filing(fresh.request), page))


def _onward(http: HttpRequest, filing: Filing, page: str) -> str:
    following = "" if "periksa" in http.GET else filing.after(page)
    if following:
        return reverse("requests:page", args=[filing.request.pk, following])
    return reverse("requests:check", args=[filing.request.pk])


def _leave(http: HttpRequest, own: Own) -> HttpResponse:
    if own.actor.user is None:
        messages.success(http, _("Draf tersimpan di peramban ini. Buka kembali layanannya untuk melanjutkan."))
        return redirect("service", own.request.service_id)
    messages.success(http, _("Draf tersimpan. Anda dapat melanjutkannya kapan saja."))
    return redirect("requests:list")


def show(http: HttpRequest, own: Own, page: str, errors: Mapping[str, str], taken: Taken | None = None) -> HttpResponse:
    """Draw one page of questions with what is known and what is wrong."""
    filing = Filing(own.request)
    fields = filing.fields(page)
    alive = live(filing.document, fields, filing.answers, filing.facts)
    source = Source(
        filing.document,
        filing.answers,
        filing.typed,
        filing.facts,
        errors,
        filing.files,
        frozenset(http.GET.getlist("baris")),
        alive,
    )
    context = frame(own, filing, page) | {
        "controls": draw(source, fields),
        "asked": " ".join(ids_of(source, fields)),
        "live": alive.text,
        "errors": pages.summary(filing.document, errors),
        "new_questions": taken is not None and taken.new_questions,
        "action": http.get_full_path(),
        "phone": phone(own.request, filing.document, page, fields, own.actor.key) if may_keep(http.session) else None,
        "with_files": any(field.type in {"file", "group"} for field in fields),
    }
    return render(http, "requests/page.html", context, status=422 if taken and not taken.ok else 200)


def frame(own: Own, filing: Filing, page: str) -> dict[str, Any]:
    """Return what stands around every step: where it is, where it came from, whether it must be leavable fast."""
    number, total = filing.step(page)
    before = filing.before(page)
    args = [own.request.pk]
    found = next((each for each in filing.document.form.pages if each.id == page), None)
    return {
        "case": own.request,
        "service": own.request.service,
        # A screen seen over the shoulder must not tell what is being reported.
        "subject": _("Laporan") if own.request.confidential else own.request.service.title,
        "title": page_title(filing.document, page) if page in filing.pages else "",
        "intro": wording.text(found.intro) if found else "",
        "step": number,
        "total": total,
        "back_url": reverse("requests:page", args=[*args, before]) if before else "",
        "confidential": own.request.confidential,
        "acting": acting(own),
        "saved_at": own.request.updated_at if own.request.updated_at > own.request.created_at else None,
    }
