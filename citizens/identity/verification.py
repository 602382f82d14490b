"""Ask whether a person's data agree with the population register: the port, not who answers."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Claim:
    """State what a person says about themselves; never logged."""

    nik: str
    name: str
    birth_date: dt.date | None = None

    def __repr__(self) -> str:
        """Keep personal data out of logs and tracebacks."""
        return "Claim(…)"


@dataclass(frozen=True, slots=True)
class Match:
    """Hold which elements agreed; the register's data themselves are not taken over (Permendagri 102/2019)."""

    flags: tuple[tuple[str, bool], ...]

    @property
    def complete(self) -> bool:
        """Tell whether every element that was asked agreed."""
        return bool(self.flags) and all(agrees for _, agrees in self.flags)


class Unanswered(Exception):
    """The register gave no verdict: not reachable, quota used, right refused or NIK not found; carries a code."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


class IdentityVerifier(Protocol):
    """Compare a claim with a population register."""

    def verify(self, claim: Claim) -> Match:
        """Return which elements agree; raises Unanswered."""
        ...
