"""Choose how SP4N-LAPOR! is reached: by the gateway where an address is set, not at all where none is."""

from __future__ import annotations

from functools import cache
from typing import Final

from django.conf import settings

from services.opd.diskominfosatik.complaints.http_lapor import HttpLapor
from services.opd.diskominfosatik.complaints.lapor import Lapor

CATALOGUE: Final = ("pengaduan-layanan", "laporan-perilaku-pegawai", "pertanyaan-warga", "aspirasi-warga")


@cache
def _gateway(url: str, key: str, header: str, channel: str) -> Lapor:
    """Keep one line for each setting, so that its failures in a row are counted."""
    return HttpLapor(url=url, key=key, header=header, channel=channel)


def lapor() -> Lapor | None:
    """Return the line to SP4N-LAPOR!, None while it is off."""
    chosen = settings.LAPOR
    return _gateway(chosen["url"], chosen["key"], chosen["header"], chosen["channel"]) if chosen["url"] else None
