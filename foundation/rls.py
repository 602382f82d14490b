"""Tell PostgreSQL for whom each statement is run: the second wall, behind the scope that Python's queries start from.

Every statement carries its own scope: a short prefix travels in the same message and lasts for the same transaction, so
nothing stays behind on a connection that a pooler hands to somebody else, a rolled-back savepoint brings no wider scope
back, and no query is added (docs/decisions). SQLite has no such wall: everything here does nothing there.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Any, Final, Literal
from uuid import UUID

from django.conf import settings
from django.db import DEFAULT_DB_ALIAS
from django.db.backends.base.base import BaseDatabaseWrapper

from foundation import clock

Kind = Literal["nobody", "visitor", "number", "citizen", "staff", "records", "audit", "system", "owner"]

_CONTROL: Final = re.compile(r"\s*(?:SAVEPOINT|RELEASE|ROLLBACK)\b", re.IGNORECASE)
_OF_ROWS: Final = re.compile(r"\s*\(*\s*(?:SELECT|INSERT|UPDATE|DELETE|WITH)\b", re.IGNORECASE)
_PLAIN: Final = re.compile(r"[A-Za-z0-9./-]*")


@dataclass(frozen=True)
class Scope:
    """Say for whom the database is asked; what the rows behind that are is decided by the policies of each table."""

    kind: Kind
    user: UUID | None = None
    session: str = ""
    number: str = ""

    def __post_init__(self) -> None:
        """Refuse a text that could end the literal it is written into."""
        for text in (self.session, self.number):
            if not _PLAIN.fullmatch(text):
                raise ValueError(f"{text!r} cannot name a scope")


NOBODY: Final = Scope("nobody")
SYSTEM: Final = Scope("system")
OWNER: Final = Scope("owner")


def staff(user: UUID) -> Scope:
    """Return the scope of an officer: what the agencies they act for today hold or were let into."""
    return Scope("staff", user=user)


def records(user: UUID) -> Scope:
    """Return the scope of whoever keeps records: what is not confidential, of one agency or, at the top, of all."""
    return Scope("records", user=user)


def audit(user: UUID) -> Scope:
    """Return the scope of an auditor: what is not confidential, of all agencies, and no statement that writes."""
    return Scope("audit", user=user)


def citizen(user: UUID, session: str = "") -> Scope:
    """Return the scope of an account: what it, its party or those it may act for asked, and this session's drafts."""
    return Scope("citizen", user=user, session=session)


def visitor(session: str) -> Scope:
    """Return the scope of somebody without an account: the drafts of this very session, by its hash."""
    return Scope("visitor", session=session) if session else NOBODY


def numbered(number: str) -> Scope:
    """Return the scope of somebody who follows one request up by its number."""
    return Scope("number", number=number) if number else NOBODY


class _Process:
    """Hold what a thread falls back on that was told nothing: nobody, unless the whole process is trusted."""

    base: Scope = NOBODY


_present: ContextVar[Scope | Callable[[], Scope] | None] = ContextVar("rls", default=None)


def trust_process() -> None:
    """Let every thread of this process work for the system: management commands and tests, never a web server."""
    _Process.base = SYSTEM


def current() -> Scope:
    """Return the scope that holds here and now."""
    present = _present.get()
    if not callable(present):
        return _Process.base if present is None else present
    # What the answer itself reads (the session, the account) lies behind no wall.
    with use(NOBODY):
        return present()


@contextmanager
def use(scope: Scope | Callable[[], Scope]) -> Iterator[None]:
    """Ask the database for `scope` inside this block; a callable is asked anew whenever a walled row is."""
    token = _present.set(scope)
    try:
        yield
    finally:
        _present.reset(token)


@contextmanager
def system() -> Iterator[Scope | Callable[[], Scope]]:
    """Work for the portal itself inside this block; yields whom it is done for, so that their rights can be asked."""
    asker = _present.get()
    with use(SYSTEM):
        yield _Process.base if asker is None else asker


def prefix_of(sql: str, walled: re.Pattern[str] | None, *, alone: bool = True) -> str:
    """Return what goes before a statement so that it is run by the app role, and for whom.

    `alone` says that no transaction is open around it.
    """
    if _CONTROL.match(sql):
        return ""
    if _present.get() is OWNER:
        if _OF_ROWS.match(sql):
            return "SET LOCAL ROLE NONE;SET LOCAL portal.kind = 'system';"
        # Some changes of a schema may not share their message with anything.
        return "" if alone else "SET LOCAL ROLE NONE;"
    role = f'SET LOCAL ROLE "{settings.DATABASE_APP_ROLE}";'
    if walled is None or not walled.search(sql):
        return f"{role}SET LOCAL portal.kind = '';"
    scope = current()
    return (
        f"{role}SET LOCAL portal.kind = '{scope.kind}';SET LOCAL portal.user_id = '{scope.user or ''}';"
        f"SET LOCAL portal.session = '{scope.session}';SET LOCAL portal.number = '{scope.number}';"
        f"SET LOCAL portal.today = '{clock.today():%Y-%m-%d}';"
    )


class Walls:
    """Know the tables behind the wall, by the policy that says who sees a row of each."""

    def __init__(self) -> None:
        """Start with none."""
        self._policies: dict[str, str] = {}
        self._pattern: re.Pattern[str] | None = None

    def register(self, policies: dict[str, str]) -> None:
        """Add tables with the SQL condition of each."""
        self._policies |= policies
        self._pattern = re.compile("|".join(re.escape(table) for table in sorted(self._policies)))

    @property
    def tables(self) -> frozenset[str]:
        """Return the tables behind the wall."""
        return frozenset(self._policies)

    def send(self, execute: Callable[..., Any], sql: Any, params: Any, many: bool, context: dict[str, Any]) -> Any:
        """Run a statement with its prefix; Django calls this around every one (see `install`)."""
        alone = not context["connection"].in_atomic_block
        return execute(prefix_of(str(sql), self._pattern, alone=alone) + str(sql), params, many, context)


walls: Final = Walls()


def install(connection: BaseDatabaseWrapper, **kwargs: Any) -> None:
    """Put the prefix before every statement of a connection to the portal's PostgreSQL database."""
    if connection.vendor != "postgresql" or connection.alias != DEFAULT_DB_ALIAS:
        return
    if walls.send not in connection.execute_wrappers:
        connection.execute_wrappers.append(walls.send)
