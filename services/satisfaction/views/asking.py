"""Ask how it went: an applicant once about each request, and anybody at a counter."""

from __future__ import annotations

from typing import Any, Final

from allauth.account.adapter import get_adapter
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.db.models import Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from agencies.models import AgencyKind
from foundation.flood import TooMany
from services.catalogue.models import Service
from services.requests.views.common import Own, own_page
from services.satisfaction import actions, limits, policies
from services.satisfaction.models import SurveyPoint
from services.satisfaction.presenters.questions import questions
from services.satisfaction.sheets import EMPTY, Asked, Sheet, read

OTHER: Final = "lain"
SERVICE: Final = "layanan"
THANKS: Final = "terima-kasih"


@own_page("GET", "POST")
def rate(http: HttpRequest, own: Own) -> HttpResponse:
    """Ask the applicant about a request that ended; what was answered before is not asked again."""
    request = own.request
    if not policies.may_rate(request):
        raise Http404
    asked = policies.asked_of(request)
    if http.method != "POST":
        return _page(http, own, asked, EMPTY)
    if not asked.scores:
        return _already(http, own)
    sheet = read(http.POST, asked)
    if sheet.errors:
        return _page(http, own, asked, sheet)
    try:
        actions.rate(request, sheet)
    except actions.AlreadyAnswered:
        return _already(http, own)
    if not sheet.scores:
        messages.success(http, _("Nilai cepat masuk. Sembilan pertanyaan di bawah boleh dijawab sekarang atau nanti."))
        return redirect("satisfaction:rate", request.pk)
    messages.success(http, _("Terima kasih, penilaian Anda sudah masuk."))
    return redirect("requests:detail", request.pk)


@never_cache
@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def counter(http: HttpRequest, token: str) -> HttpResponse:
    """Ask whoever stands at a counter, without an account."""
    found = SurveyPoint.objects.select_related("agency", "unit").filter(token=token, agency__is_active=True)
    point = get_object_or_404(found)
    if not point.is_active:
        return render(http, "satisfaction/closed.html", {"point": point}, status=404)
    if http.method == "POST":
        return _take(http, point)
    return _counter_page(http, point, EMPTY)


def _page(http: HttpRequest, own: Own, asked: Asked, sheet: Sheet) -> HttpResponse:
    context = questions(asked, sheet) | {"case": own.request, "service": own.request.service.title}
    return render(http, "satisfaction/rate.html", context, status=422 if sheet.errors else 200)


def _already(http: HttpRequest, own: Own) -> HttpResponse:
    messages.info(http, _("Permohonan ini sudah Anda nilai. Satu permohonan dinilai satu kali."))
    return redirect("requests:detail", own.request.pk)


def _take(http: HttpRequest, point: SurveyPoint) -> HttpResponse:
    sheet, form = read(http.POST, Asked()), actions.form_of(point, http.POST.get("kunci", ""))
    service, unknown = _chosen(http, point)
    if sheet.errors or unknown:
        return _counter_page(http, point, sheet, service_error=unknown, status=422)
    if not form:
        stale = _("Halaman ini sudah terlalu lama terbuka. Jawaban Anda masih ada, kirim sekali lagi.")
        return _counter_page(http, point, sheet, problem=stale, status=422)
    try:
        limits.count(point, http.session.session_key or "", get_adapter().get_client_ip(http))
        actions.answer_at(point, service, sheet, form)
    except TooMany:
        many = _("Terlalu banyak jawaban dari loket atau jaringan ini. Jawaban Anda masih ada, kirim lagi nanti.")
        return _counter_page(http, point, sheet, problem=many, status=429)
    except actions.AlreadyAnswered:
        pass  # pressed twice: it counts once, and whoever pressed has said thanks to
    return redirect(f"{http.path}?{THANKS}")


def _chosen(http: HttpRequest, point: SurveyPoint) -> tuple[Service | None, str]:
    """Return the chosen service, None for another one, and what is wrong with the choice."""
    slug = http.POST.get(SERVICE, "")
    if slug == OTHER:
        return None, ""
    found = _services(point).filter(pk=slug).first() if slug and "\x00" not in slug else None
    return found, "" if found is not None else _("Pilih layanan yang Anda urus, atau layanan lain.")


def _services(point: SurveyPoint) -> QuerySet[Service]:
    """Return what the office serves and may be named: nothing confidential."""
    own = Q(agency=point.agency_id)
    if point.agency.kind == AgencyKind.DISTRICT:
        own |= Q(agency__isnull=True)
    return Service.objects.filter(own, live__isnull=False, confidential=False).order_by("title", "pk")


def _counter_page(
    http: HttpRequest, point: SurveyPoint, sheet: Sheet, service_error: str = "", problem: str = "", status: int = 200
) -> HttpResponse:
    context: dict[str, Any] = questions(Asked(), sheet)
    services = [*((each.pk, each.title) for each in _services(point)), (OTHER, _("Layanan lain di kantor ini"))]
    if service_error:
        context["summary"] = [(SERVICE, service_error), *context["summary"]]
    context |= {
        "point": point,
        "services": services,
        "service": http.POST.get(SERVICE, ""),
        "service_error": service_error,
        "form_key": actions.new_form(point),
        "problem": problem,
        "thanks": THANKS in http.GET,
        "refused": status != 200,
    }
    return render(http, "satisfaction/counter.html", context, status=status)
