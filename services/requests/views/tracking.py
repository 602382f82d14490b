"""Track a request without signing in."""

from __future__ import annotations

from typing import Any

from allauth.account.adapter import get_adapter
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from services.requests import tracking
from services.requests.presenters import states
from services.requests.presenters.states import public_state, state_title


@login_not_required
@never_cache
@require_http_methods(["GET", "POST"])
def track(http: HttpRequest) -> HttpResponse:
    """Ask for number and proof, or answer with the stage and its date."""
    if http.method == "GET":
        return _show(http, number=http.GET.get("nomor", "")[:60])
    number, proof = http.POST.get("nomor", "")[:200], http.POST.get("bukti", "")[:200]
    if not number.strip() or not proof.strip():
        return _show(http, number=number, error=_("Isi nomor permohonan dan bukti di bawahnya."), status=422)
    try:
        stage = tracking.look_up(number, proof, _visitor(http), get_adapter().get_client_ip(http))
    except tracking.TooManyTries:
        said = _("Terlalu banyak percobaan. Tunggu satu jam, atau masuk dengan akun Anda.")
        return _show(http, number=number, error=said, status=429)
    except tracking.Unavailable:
        said = _("Pelacakan sedang tidak tersedia. Coba lagi beberapa menit lagi.")
        return _show(http, number=number, error=said, status=503)
    if stage is None:
        said = _("Tidak ada permohonan dengan nomor dan bukti itu. Periksa keduanya, lalu coba lagi.")
        return _show(http, number=number, error=said, status=422)
    found = {
        "number": stage.request.number,
        "badge": states.badge(stage.request),
        "stage": state_title(stage.request, public_state(stage.request)),
        "at": stage.at,
    }
    return _show(http, found=found)


def _visitor(http: HttpRequest) -> str:
    """Return what tries are counted by: the account, or this session."""
    if http.user.is_authenticated:
        return f"akun:{http.user.pk}"
    http.session.keys()
    if not http.session.session_key:
        http.session.create()
    return f"sesi:{http.session.session_key}"


def _show(http: HttpRequest, *, status: int = 200, **context: Any) -> HttpResponse:
    shown = {"number": "", "error": "", "found": None} | context
    return render(http, "requests/track.html", shown, status=status)
