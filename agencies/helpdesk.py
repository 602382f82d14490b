"""Give the contacts of the portal's office; nearly every visit costs no query for them."""

from __future__ import annotations

import logging
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from django.core.cache import cache
from django.db import DatabaseError

from agencies.models import ContactKind, HelpContact

logger = logging.getLogger("portal.helpdesk")
KEY: Final = "helpdesk:1"
SECONDS: Final = 60  # how late a new number may appear where another process wrote it
_NOT_DIALLED: Final = re.compile(r"[^+\d]")


@dataclass(frozen=True, slots=True)
class Contact:
    """Hold one way to reach the office and what stands beside it."""

    value: str
    note: str = ""

    @property
    def dialled(self) -> str:
        """Return the number as a dialling link wants it: digits, and a plus in front."""
        return _NOT_DIALLED.sub("", self.value)

    @property
    def international(self) -> str:
        """Return the number as wa.me wants it: the code of the country and no sign."""
        digits = self.dialled.removeprefix("+")
        return f"62{digits[1:]}" if digits.startswith("0") else digits


@dataclass(frozen=True, slots=True)
class Desk:
    """Hold every contact that is known, by its kind."""

    contacts: Mapping[str, Contact] = field(default_factory=dict)

    def get(self, kind: ContactKind) -> Contact | None:
        """Return one contact, or None while nobody filled it in."""
        return self.contacts.get(kind.value)

    @property
    def phone(self) -> str:
        """Return the telephone of the help desk, empty while nobody filled it in."""
        known = self.get(ContactKind.PHONE)
        return known.value if known else ""


NOTHING: Final = Desk()


def current() -> Desk:
    """Return the contacts; a page without them is better than no page."""
    known = _known()
    if known is not None:
        return known
    try:
        desk = Desk({row.kind: Contact(row.value, row.note) for row in HelpContact.objects.all()})
    except DatabaseError:
        logger.exception("the contacts could not be read")
        return NOTHING
    _keep(desk)
    return desk


def forget() -> None:
    """Let the next page ask anew, after a contact was changed."""
    try:
        cache.delete(KEY)
    except Exception:  # whatever the cache raises, the contacts change a minute later
        logger.exception("the contacts could not be forgotten")


def _known() -> Desk | None:
    try:
        found = cache.get(KEY)
    except Exception:  # whatever the cache raises, the page asks the database
        logger.exception("the cache did not answer")
        return None
    return found if isinstance(found, Desk) else None


def _keep(desk: Desk) -> None:
    try:
        cache.set(KEY, desk, SECONDS)
    except Exception:  # whatever the cache raises, the next page asks the database
        logger.exception("the cache did not take the contacts")
