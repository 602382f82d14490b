"""What a change of a document means for requests that run already."""

from dataclasses import dataclass
from enum import IntEnum
from typing import Literal


class Impact(IntEnum):
    """Order the three verdicts; the worst one counts."""

    COMPATIBLE = 0
    NEEDS_APPLICANT = 1
    INCOMPATIBLE = 2


@dataclass(frozen=True)
class Change:
    """Hold one difference: where, what happened, and what it means for a running request."""

    path: str
    what: Literal["added", "removed", "changed"]
    impact: Impact
