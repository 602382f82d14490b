"""List what applicants and officers are told about requests; the texts lie in templates/notifications/."""

from __future__ import annotations

from typing import Final

from citizens.notifications.topics import Topic, Topics

VARIABLES: Final = frozenset({"number", "service"})
SAYABLE: Final[frozenset[str]] = frozenset()  # a confidential notice says nothing: even a number names its agency
CODES: Final = (
    "diterima",
    "perlu_perbaikan",
    "selesai",
    "ditolak",
    "ditutup",
    "dibatalkan",
    "diproses",
    "pesan",
    "dialihkan",
    "dibuka_kembali",
)
NAMING_OFFICE: Final = frozenset({"dialihkan"})
# What the watch over time tells officers; no document names these.
ALARMS: Final = ("eskalasi", "batas_diam_dekat", "batas_diam")
# What an officer is told when a colleague hands a case on; no document names it.
GIVEN: Final = "dilimpahkan"
# What officers are told when another office, or their own, asks for their part; no document names these.
ASKING: Final = ("diminta", "tidak_diperlukan")


def register(topics: Topics) -> None:
    """Register every topic of a request; a person cannot switch off what a deadline or a right hangs on."""
    topics.register(
        *(
            Topic(
                f"requests.{code}",
                variables_of(code),
                may_switch_off=code in {"diproses", "pesan"},
                confidential_variables=SAYABLE,
            )
            for code in (*CODES, *ALARMS, GIVEN, *ASKING)
        )
    )


def variables_of(code: str) -> frozenset[str]:
    """Return what the text of a topic may say."""
    return VARIABLES | {"agency"} if code in NAMING_OFFICE else VARIABLES
