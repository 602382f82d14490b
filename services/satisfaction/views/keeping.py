"""Give whoever keeps an office its counter's sheet with the QR code, and its reports."""

from __future__ import annotations

from uuid import UUID

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from agencies.policies import manages
from services.outputs.rendering.papers import paper
from services.outputs.verifying.sheet import qr_svg
from services.satisfaction.models import Report, SurveyPoint
from services.satisfaction.policies import keeps_survey


@never_cache
@require_safe
def point(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Show the sheet that is printed and laid out at a counter."""
    _require_keeper(request)
    found = get_object_or_404(SurveyPoint.objects.select_related("agency", "unit"), pk=pk)
    if not manages(request.user, found.agency_id):
        raise Http404
    address = f"{settings.PORTAL_URL}{reverse('satisfaction:counter', args=[found.token])}"
    context = {"point": found, "address": address, "qr": qr_svg(address, _("Kode QR survei kepuasan"))}
    return render(request, "satisfaction/point.html", context)


@never_cache
@require_safe
def report(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Give a report as it was made."""
    _require_keeper(request)
    found = get_object_or_404(Report, pk=pk)
    if not manages(request.user, found.agency_id) or found.file is None:
        raise Http404
    whose = found.agency_id or "kabupaten"
    return paper(bytes(found.file), f"laporan-skm-{whose}-{found.period}.pdf")


def _require_keeper(request: HttpRequest) -> None:
    if not keeps_survey(request.user):
        raise PermissionDenied
