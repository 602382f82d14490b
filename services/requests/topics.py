"""List what applicants are told about their requests; the texts lie in templates/notifications/."""

from __future__ import annotations

from typing import Final

from citizens.notifications.topics import Topic, Topics

VARIABLES: Final = frozenset({"number", "service"})
SAYABLE: Final[frozenset[str]] = frozenset()  # a confidential notice says nothing: even a number names its agency
CODES: Final = ("diterima", "perlu_perbaikan", "selesai", "ditolak", "ditutup", "dibatalkan", "diproses", "pesan")


def register(topics: Topics) -> None:
    """Register every topic of a request; a person cannot switch off what a deadline or a right hangs on."""
    topics.register(
        *(
            Topic(
                f"requests.{code}",
                VARIABLES,
                may_switch_off=code in {"diproses", "pesan"},
                confidential_variables=SAYABLE,
            )
            for code in CODES
        )
    )
