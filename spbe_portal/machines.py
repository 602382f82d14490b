"""Answer what programs ask of every site: robots, icons, the manifest, the sitemap, whom to tell of a weakness."""

from __future__ import annotations

import datetime as dt
from typing import Final

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.templatetags.static import static
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from foundation import clock
from spbe_portal import sitemap as maps

CLOSED: Final = ("/akun/", "/permohonan/", "/kotak-masuk/", "/lacak/", "/panel/", "/api/", "/masuk/")
INK: Final = "#0f3a50"
PAPER: Final = "#faf8f4"
ICONS: Final = (
    ("icons/app-192.png", "192x192", "any"),
    ("icons/app-512.png", "512x512", "any"),
    ("icons/app-topeng-512.png", "512x512", "maskable"),
)
SECURITY_LASTS: Final = dt.timedelta(days=180)  # RFC 9116 asks for less than a year
DAY: Final = 24 * 3600


@login_not_required
@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """Let search engines in, except where pages are personal or the place is a demo."""
    closed = ["/"] if settings.DEMO else CLOSED
    lines = ["User-agent: *", *(f"Disallow: {path}" for path in closed)]
    if not settings.DEMO:
        lines += ["", f"Sitemap: {settings.PORTAL_URL}{reverse('sitemap')}"]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")


@login_not_required
@require_safe
def favicon(request: HttpRequest) -> HttpResponse:
    """Lead browsers that ask for /favicon.ico to the mark."""
    return redirect(static("svg/tanda.svg"), permanent=False)


@login_not_required
@require_safe
def manifest(request: HttpRequest) -> HttpResponse:
    """Tell a phone how the portal looks on its home screen."""
    words = {
        "id": "/",
        "name": _("Portal layanan Kabupaten Serang"),
        "short_name": _("Kab. Serang"),
        "description": _("Layanan publik Kabupaten Serang di satu tempat."),
        "lang": "id",
        "dir": "ltr",
        "start_url": "/",
        "scope": "/",
        "display": "standalone",
        "background_color": PAPER,
        "theme_color": INK,
        "icons": [
            {"src": static(path), "sizes": sizes, "type": "image/png", "purpose": purpose}
            for path, sizes, purpose in ICONS
        ],
        "shortcuts": [
            {"name": _("Cari layanan"), "url": reverse("catalogue:list")},
            {"name": _("Lacak permohonan"), "url": reverse("track")},
        ],
    }
    response = JsonResponse(words, content_type="application/manifest+json")
    response["Cache-Control"] = f"public, max-age={DAY}"
    return response


@login_not_required
@require_safe
def sitemap(request: HttpRequest) -> HttpResponse:
    """List every public page; a list of lists where one would grow too long."""
    return _xml(maps.whole())


@login_not_required
@require_safe
def sitemap_part(request: HttpRequest, number: int) -> HttpResponse:
    """Give one part of a long list."""
    part = maps.part(number)
    if part is None:
        raise Http404(number)
    return _xml(part)


@login_not_required
@require_safe
def security_txt(request: HttpRequest) -> HttpResponse:
    """Tell finders of a weakness whom to write to (RFC 9116); without a contact there is no such file."""
    if not settings.SECURITY_CONTACT:
        raise Http404
    midnight = dt.datetime.combine(clock.today(), dt.time(), tzinfo=dt.UTC)
    lines = [
        *(f"Contact: {each}" for each in settings.SECURITY_CONTACT),
        f"Expires: {midnight + SECURITY_LASTS:%Y-%m-%dT%H:%M:%SZ}",
        "Preferred-Languages: id, en",
        f"Canonical: {settings.PORTAL_URL}{reverse('security_txt')}",
        f"Policy: {settings.PORTAL_URL}{reverse('security')}",
    ]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")


def _xml(text: str) -> HttpResponse:
    return HttpResponse(text, content_type="application/xml; charset=utf-8")
