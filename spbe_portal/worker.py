"""Give browsers the service worker, which opens a closed list of public pages where there is no signal."""

from __future__ import annotations

import hashlib
import json
from functools import lru_cache
from pathlib import Path
from typing import Final

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.templatetags.static import static
from django.urls import reverse
from django.views.decorators.http import require_safe

# What is kept is fetched without cookies. A page may only stand here when it is the same for everybody.
PAGES: Final = ("offline", "signal:report", "outputs:verify_start")
# Pages that open every address below them too, and find what is asked behind its #.
BELOW: Final = ("outputs:verify_start",)
ASSETS: Final = (
    "css/portal.css",
    "js/portal.js",
    "js/vendor/noble-ed25519.js",
    "js/verifikasi.js",
    "svg/tanda.svg",
    "diskominfosatik/lapor.js",
    "js/simpanan.js",
)
SOURCE: Final = Path(__file__).with_name("worker.js")


@login_not_required
@require_safe
def worker(request: HttpRequest) -> HttpResponse:
    """Answer with the worker; browsers ask anew at each visit, and a changed one takes over at once."""
    return HttpResponse(_text(), content_type="text/javascript; charset=utf-8", headers={"Cache-Control": "no-cache"})


@login_not_required
@require_safe
def offline(request: HttpRequest) -> HttpResponse:
    """Show what is still possible without a connection."""
    return render(request, "pages/luring.html")


@lru_cache(maxsize=1)
def _text() -> str:
    """Return the worker with its lists; its version changes with any of them, and so with every collected file."""
    pages, assets = [reverse(name) for name in PAGES], [static(name) for name in ASSETS]
    source = SOURCE.read_text(encoding="utf-8")
    version = hashlib.sha256(json.dumps([pages, assets, source]).encode()).hexdigest()[:12]
    below = [reverse(name) for name in BELOW]
    lists = {"VERSION": version, "ASSETS": assets, "PAGES": pages, "BELOW": below, "OFFLINE": reverse("offline")}
    return "".join(f"const {name} = {json.dumps(value)};\n" for name, value in lists.items()) + source
