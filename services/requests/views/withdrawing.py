"""Let the applicant take a request back, or throw a draft away, after one clear question."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from services.requests import engine, files
from services.requests.models import Phase
from services.requests.views.common import Own, key_of, new_key, own_page, seq_of, told


@own_page("GET", "POST")
def withdraw(http: HttpRequest, own: Own) -> HttpResponse:
    """Ask once, then withdraw a request or discard a draft."""
    is_draft = own.request.phase == Phase.DRAFT
    if not is_draft and not engine.may_withdraw(own.request) and http.method == "GET":
        messages.info(http, _("Permohonan ini sudah selesai, jadi tidak dapat dibatalkan."))
        return redirect("requests:detail", own.request.pk)
    if http.method == "POST":
        return _discard(http, own) if is_draft else _withdraw(http, own)
    context = {
        "case": own.request,
        "service": own.request.service,
        "confidential": own.request.confidential,
        "is_draft": is_draft,
        "key": new_key(),
    }
    return render(http, "requests/withdraw.html", context)


def _withdraw(http: HttpRequest, own: Own) -> HttpResponse:
    reason = http.POST.get("alasan", "")
    try:
        engine.perform(
            own.request.pk, "batalkan", own.actor, data={"reason": reason}, key=key_of(http), expected_seq=seq_of(http)
        )
    except engine.EngineError as error:
        return told(http, error, own)
    messages.success(http, _("Permohonan dibatalkan."))
    return redirect("requests:detail", own.request.pk)


def _discard(http: HttpRequest, own: Own) -> HttpResponse:
    try:
        paths = engine.discard(own.request.pk, own.actor)
    except engine.EngineError as error:
        return told(http, error, own)
    files.remove_all(paths)
    messages.success(http, _("Draf dihapus beserta berkasnya."))
    if own.actor.user is None:
        return redirect("service", own.request.service_id)
    return redirect("requests:list")


@own_page("POST")
def forget(http: HttpRequest, own: Own) -> HttpResponse:
    """Cut this browser off from a request that was filed without a name: whoever sits here next finds nothing."""
    if own.actor.user is None:
        http.session.flush()
        messages.success(http, _("Peramban ini tidak lagi menyimpan jejak laporan Anda."))
    return redirect("home")
