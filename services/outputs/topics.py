"""List what applicants are told about issued documents; the texts lie in templates/notifications/."""

from __future__ import annotations

from typing import Final

from citizens.notifications.topics import Topic, Topics

REVOKED: Final = "outputs.dicabut"
REPLACED: Final = "outputs.diganti"
EXPIRES: Final = "outputs.akan_berakhir"
EXPIRED: Final = "outputs.berakhir"
VARIABLES: Final = frozenset({"number", "service", "output"})


def register(topics: Topics) -> None:
    """Register every topic of a document; a confidential notice says nothing, and none can be switched off."""
    nothing: frozenset[str] = frozenset()
    topics.register(
        Topic(REVOKED, VARIABLES, confidential_variables=nothing),
        Topic(REPLACED, VARIABLES, confidential_variables=nothing),
        Topic(EXPIRES, VARIABLES | {"until"}, confidential_variables=nothing),
        Topic(EXPIRED, VARIABLES | {"until"}, confidential_variables=nothing),
    )
