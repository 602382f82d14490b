"""What cleaning may know besides the raw answer: today, facts, and look-ups that the caller supplies."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from services.definition.conditions import Scope
from services.definition.conditions.values import as_date
from services.definition.problems import Param, ProblemCode


class Lookups:
    """Answer what only a database knows. These defaults accept everything; callers override what they can check."""

    def region_name(self, code: str) -> str | None:
        """Return the name of a kecamatan ("36.04.05") or desa ("36.04.05.2001") code, None when unknown."""
        return code

    def reference_label(self, list_name: str, value: str) -> str | None:
        """Return the label of `value` in a list (KBLI, schools, offices), None when it is not in it."""
        return value

    def file_exists(self, attachment_id: str) -> bool:
        """Say whether an attachment of this request and field has that id."""
        return True

    def slot_is_free(self, list_name: str, slot: str) -> bool:
        """Say whether an appointment can still be taken."""
        return True

    def nik_region_known(self, code: str) -> bool:
        """Say whether the first six digits of a NIK are a kecamatan on today's list."""
        return True


@dataclass
class Context:
    """Carry today, facts and look-ups through one cleaning; types add warnings to it."""

    today: date
    facts: Mapping[str, Any] = field(default_factory=dict)
    lookups: Lookups = field(default_factory=Lookups)
    scope: Scope = field(default_factory=Scope)
    warnings: list[tuple[ProblemCode, dict[str, Param]]] = field(default_factory=list)

    @classmethod
    def of(cls, facts: Mapping[str, Any], lookups: Lookups | None = None) -> "Context":
        """Build a context from the facts; the fact `today` is compulsory (a caller's duty, ValueError)."""
        today = as_date(facts.get("today"))
        if today is None:
            raise ValueError('facts need "today" as an ISO date')
        return cls(today, facts, lookups or Lookups(), Scope({}, facts))

    def warn(self, code: ProblemCode, **params: Param) -> None:
        """Note something worth showing that must not stop the citizen."""
        self.warnings.append((code, params))


@dataclass(frozen=True)
class View:
    """Say for whom an answer is shown: the language, and names for codes."""

    language: str = "id"
    lookups: Lookups = field(default_factory=Lookups)
