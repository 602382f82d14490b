"""Check what a form cannot: that a story is no advertising."""

from __future__ import annotations

from typing import Any, Final

from django.utils.translation import gettext as _

from foundation import adverts
from services.requests.hooks import HookProblem

TEXTS: Final = ("isi", "patokan", "terlapor")


def check_text(answers: dict[str, Any], facts: dict[str, Any]) -> list[HookProblem]:
    """Refuse links to gambling and heaps of links; what was written stays in the form."""
    sentence = _("Hapus alamat situs atau iklan dari tulisan ini, lalu kirim lagi. Tulisan lainnya tetap tersimpan.")
    return [HookProblem(name, sentence) for name in TEXTS if adverts.is_spam(str(answers.get(name) or ""))]
