"""Map every address of the portal; each area brings its own module with paths from the root
(the account pages: from /akun/, what programs use: from /api/v1/).

An area's `urlpatterns` carry its namespace; its optional `global_urlpatterns` carry the contract names that every floor
may link to (service, file, track, inbox).
"""

from __future__ import annotations

import importlib
from typing import Final

from django.contrib import admin
from django.urls import URLPattern, URLResolver, include, path

from spbe_portal import (
    audit,
    demo,
    help_pages,
    imports,
    machines,
    operations,
    references,
    status,
    views,
    wordings,
    worker,
)

AREAS: Final = (
    ("akun/", "citizens.urls"),
    ("akun/", "citizens.account_urls"),
    ("", "citizens.notifications.urls"),
    ("", "agencies.directory.urls"),
    ("", "agencies.urls"),
    ("", "services.catalogue.urls"),
    ("", "services.requests.urls"),
    ("", "services.outputs.urls"),
    ("", "services.satisfaction.urls"),  # before the offices of /kinerja/<slug>/
    ("", "services.performance.urls"),
    ("", "services.desk.urls"),
    ("", "services.builder.urls"),
    ("", "services.opd.diskominfosatik.signal.urls"),
    ("", "services.opd.diskominfosatik.ppid.urls"),
    ("", "services.opd.diskominfosatik.complaints.urls"),
    ("", "services.opd.diskominfosatik.roadmap.urls"),
    ("", "services.opd.diskominfosatik.index.urls"),
    ("", "services.opd.diskominfosatik.inventory.urls"),
    ("", "services.opd.diskominfosatik.executive.urls"),
    ("api/v1/", "spbe_portal.api_urls"),
    ("api/v1/", "citizens.auth_urls"),
    ("api/v1/", "citizens.api_urls"),
    ("api/v1/", "agencies.api_urls"),
    ("api/v1/", "services.catalogue.api_urls"),
    ("api/v1/", "services.requests.api_urls"),
    ("api/v1/", "services.performance.api_urls"),
    ("api/v1/", "services.outputs.api_urls"),
    ("api/v1/", "services.desk.api_urls"),
    ("api/v1/", "services.opd.diskominfosatik.signal.api_urls"),
)


def _area(prefix: str, name: str) -> list[URLPattern | URLResolver]:
    module = importlib.import_module(name)
    return [*getattr(module, "global_urlpatterns", []), path(prefix, include(name))]


urlpatterns: list[URLPattern | URLResolver] = [
    path("", views.home, name="home"),
    path("bantuan/", help_pages.help_page, name="help"),
    path("privasi/", help_pages.privacy, name="privacy"),
    path("aksesibilitas/", help_pages.accessibility, name="accessibility"),
    path("keamanan/", help_pages.security, name="security"),
    path("status/", status.page, name="status"),
    path("livez", views.livez, name="livez"),
    path("readyz", views.readyz, name="readyz"),
    path("robots.txt", machines.robots, name="robots"),
    path("favicon.ico", machines.favicon, name="favicon"),
    path("manifest.webmanifest", machines.manifest, name="manifest"),
    path("sitemap.xml", machines.sitemap, name="sitemap"),
    path("sitemap-<int:number>.xml", machines.sitemap_part, name="sitemap_part"),
    path(".well-known/security.txt", machines.security_txt, name="security_txt"),
    path("sw.js", worker.worker, name="worker"),
    path("luring/", worker.offline, name="offline"),
    path("masuk/lanjut/", views.after_login, name="after_login"),
    path("panel/", views.panel, name="panel"),
    path("panel/bantuan/", views.panel_help, name="panel_help"),
    path("panel/tema/", views.theme, name="panel_theme"),
    path("panel/operasi/", operations.page, name="operations"),
    path("panel/operasi/kirim-ulang/", operations.send_again, name="operations_send_again"),
    path("panel/impor/", imports.index, name="imports"),
    path("panel/impor/<slug:kind>/", imports.page, name="import"),
    path("panel/impor/<slug:kind>/contoh.csv", imports.example, name="import_example"),
    *(pattern for area in AREAS for pattern in _area(*area)),
    path("panel/rujukan/", references.page, name="references"),
    path("panel/pesan/", wordings.index, name="wordings"),
    path("panel/pesan/<str:code>/<slug:channel>/<slug:language>/", wordings.page, name="wording"),
    path("panel/kelola/", admin.site.urls),
    path("panel/audit/", audit.site.urls),
    path("demo/", demo.page, name="demo"),  # answers 404 outside the demo
    path("demo/surat/<uuid:pk>/", demo.letter, name="demo_letter"),
]

handler400 = "spbe_portal.errors.bad_request"
handler403 = "spbe_portal.errors.forbidden"
handler404 = "spbe_portal.errors.not_found"
handler500 = "spbe_portal.errors.server_error"
handler429 = "spbe_portal.errors.too_many"  # allauth looks for this name
