"""Draw the QR code of an issued document."""

from __future__ import annotations

import qrcode
from django.utils.safestring import SafeString, mark_safe
from qrcode.constants import ERROR_CORRECT_L

QUIET = 4  # modules of white around it (ISO/IEC 18004)


def qr_svg(text: str, title: str) -> SafeString:
    """Return a QR code as one SVG path; black on white whatever the theme is."""
    code = qrcode.QRCode(error_correction=ERROR_CORRECT_L, border=0)
    code.add_data(text, optimize=0)
    code.make(fit=True)
    modules = code.get_matrix()
    size = len(modules) + 2 * QUIET
    path = "".join(
        f"M{x + QUIET} {y + QUIET}h1v1h-1z" for y, row in enumerate(modules) for x, dark in enumerate(row) if dark
    )
    # Digits and letters of our own alone: the text itself is only in the pattern.
    return mark_safe(  # noqa: S308
        f'<svg class="qr" viewBox="0 0 {size} {size}" role="img" aria-label="{_plain(title)}" '
        f'shape-rendering="crispEdges"><path fill="#fff" d="M0 0h{size}v{size}H0z"/>'
        f'<path fill="#000" d="{path}"/></svg>'
    )


def _plain(title: str) -> str:
    return "".join(char for char in title if char.isalnum() or char in " -")
