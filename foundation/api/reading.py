"""Read what programs send: JSON only, of bounded size and depth, with texts that every database can keep."""

from __future__ import annotations

import json
import math
import re
from collections.abc import Mapping
from typing import IO, Any, Final

from django.conf import settings
from django.utils.translation import gettext_lazy as _
from rest_framework.negotiation import DefaultContentNegotiation
from rest_framework.parsers import JSONParser
from rest_framework.renderers import BaseRenderer
from rest_framework.request import Request

from foundation.api.problems import Problem

DEEPEST: Final = 20
KEY: Final = re.compile(r"[!-~]{8,80}", re.ASCII)


class StrictJSONParser(JSONParser):
    """Read UTF-8 JSON without NaN, without texts that cannot be stored, within the portal's own limit."""

    def parse(
        self, stream: IO[Any], media_type: str | None = None, parser_context: Mapping[str, Any] | None = None
    ) -> Any:
        """Return the value, or raise a problem 400 or 413."""
        most = settings.DATA_UPLOAD_MAX_MEMORY_SIZE or 0
        raw = stream.read(most + 1)  # Django's own limit does not see a stream
        if len(raw) > most:
            raise Problem(413)
        try:
            found = json.loads(raw.decode("utf-8"))
        except (ValueError, RecursionError) as unreadable:
            raise Problem(400) from unreadable
        if not _storable(found, DEEPEST):
            raise Problem(400, _("Kiriman memuat huruf, angka, atau susunan yang tidak dapat disimpan."))
        return found


class AlwaysJSON(DefaultContentNegotiation):
    """Answer in the one form there is, whatever the Accept header wishes for."""

    def select_renderer(
        self, request: Request, renderers: Any, format_suffix: str | None = None
    ) -> tuple[BaseRenderer, str]:
        """Return the first renderer."""
        return renderers[0], str(renderers[0].media_type)


def given(request: Request, *known: str) -> dict[str, Any]:
    """Return the body as an object with no other members than those known; nothing is set by the way."""
    data = request.data
    if not isinstance(data, Mapping):
        raise Problem(400, _("Kirim satu objek JSON."))
    strange = sorted(str(name)[:80] for name in data if name not in known)
    if strange:
        errors = [{"path": name, "code": "unknown_member", "detail": str(_("Isian ini tidak dikenal."))}
                  for name in strange[:20]]  # fmt: skip
        raise Problem(422, _("Ada isian yang tidak dikenal."), errors=errors)
    return dict(data)


def text(data: Mapping[str, Any], name: str, *, required: bool = False, longest: int = 4000) -> str:
    """Return one text of a body, "" when it is absent and need not be there."""
    value = data.get(name, "")
    if not isinstance(value, str) or len(value) > longest or (required and not value.strip()):
        said = _("Isi %(name)s dengan teks.") % {"name": name}
        raise Problem(422, said, errors=[{"path": name, "code": "wrong_shape", "detail": said}])
    return value


def whole(data: Mapping[str, Any], name: str) -> int | None:
    """Return one whole number of a body that is not negative, None when it is absent."""
    value = data.get(name)
    if value is None:
        return None
    if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value < 2**31:
        said = _("Isi %(name)s dengan bilangan bulat.") % {"name": name}
        raise Problem(422, said, errors=[{"path": name, "code": "wrong_shape", "detail": said}])
    return value


def idempotency_key(request: Request) -> str:
    """Return the Idempotency-Key of a request that must not count twice; raises a problem 400 without one."""
    key = str(request.headers.get("Idempotency-Key", ""))
    if not KEY.fullmatch(key):
        said = _("Kirim kepala Idempotency-Key dengan 8 sampai 80 huruf ASCII, baru untuk setiap kiriman baru.")
        raise Problem(400, said, "idempotency_key_missing")
    return key


def _storable(value: Any, deeper: int) -> bool:
    if isinstance(value, str):
        return "\x00" not in value and not any("\ud800" <= letter <= "\udfff" for letter in value)
    if isinstance(value, float):
        return math.isfinite(value)
    if isinstance(value, list):
        return deeper > 0 and all(_storable(each, deeper - 1) for each in value)
    if isinstance(value, dict):
        return deeper > 0 and all(_storable(k, 1) and _storable(v, deeper - 1) for k, v in value.items())
    return True
