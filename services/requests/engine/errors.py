"""Name every way an action can be refused, each with a sentence for the person who pressed the button."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from foundation import clock


class EngineError(Exception):
    """Refuse an action; `code` is for programs, `sentence` for people."""

    code = "refused"

    def __init__(self, sentence: str) -> None:
        """Keep the sentence."""
        super().__init__(sentence)
        self.sentence = sentence


class NotFound(EngineError):
    """Say that there is no such request for this actor."""

    code = "not_found"

    def __init__(self) -> None:
        """Tell nothing that an unknown id would not tell."""
        super().__init__(_("Permohonan tidak ditemukan."))


class NotAllowed(EngineError):
    """Say why this person may not do this."""

    code = "not_allowed"


class WrongState(EngineError):
    """Say that the request has moved on: who moved it and when."""

    code = "wrong_state"

    def __init__(self, who: str = "", at: datetime | None = None) -> None:
        """Name who acted and the time in Jakarta."""
        self.who, self.at = who, at
        if at is None:
            super().__init__(_("Langkah ini tidak tersedia pada tahap permohonan sekarang."))
        else:
            super().__init__(
                _("Sudah diproses %(who)s pukul %(time)s WIB. Isian Anda tidak hilang; periksa keadaan terbaru.")
                % {"who": who, "time": clock.local(at).strftime("%H.%M")}
            )


class Stale(EngineError):
    """Say that the page is older than the request."""

    code = "stale"

    def __init__(self) -> None:
        """Compose the sentence."""
        super().__init__(
            _("Permohonan berubah sejak halaman ini dibuka. Isian Anda tetap ada; periksa lalu kirim lagi.")
        )


class InvalidData(EngineError):
    """Carry the problems found in the answers or in the action's own form."""

    code = "invalid"

    def __init__(self, problems: Sequence[Any], sentence: str = "") -> None:
        """Keep the problems for the presenter."""
        super().__init__(sentence or _("Ada isian yang perlu dibetulkan."))
        self.problems = list(problems)


class Unavailable(EngineError):
    """Say that somebody else's system, which must be asked first, does not answer."""

    code = "unavailable"

    def __init__(self) -> None:
        """Compose the sentence."""
        super().__init__(
            _("Pemeriksaan di sistem instansi sedang terganggu. Isian Anda tersimpan; coba kirim lagi nanti.")
        )


class KeyReused(EngineError):
    """Say that an idempotency key came with another body."""

    code = "key_reused"

    def __init__(self) -> None:
        """Compose the sentence."""
        super().__init__(_("Kiriman ini sudah pernah diterima dengan isi lain. Muat ulang halaman."))


class DraftGone(EngineError):
    """Say that the draft which this key opened was thrown away since."""

    code = "conflict"

    def __init__(self) -> None:
        """Compose the sentence."""
        super().__init__(_("Draf itu sudah dihapus. Muat ulang halaman, atau kirim kunci baru, lalu mulai lagi."))


class ServiceClosed(EngineError):
    """Say that the service takes no requests now."""

    code = "closed"
