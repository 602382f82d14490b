"""Carry the answers of an earlier request into a new draft: what still holds, and what must be looked at again."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from services.definition import answers as cleaning
from services.definition.document import Document
from services.definition.problems import ProblemCode
from services.requests.lookups import RequestLookups
from services.requests.models import ServiceRequest
from services.requests.secrets import unseal

# A paper is shown anew, and an appointment is made anew: neither says today what it said then.
NOT_CARRIED: Final = frozenset({"file", "slot", "computed", "note"})


@dataclass(frozen=True)
class Carried:
    """Hold what a draft begins with."""

    answers: dict[str, Any]
    typed: dict[str, Any]  # answers of then that are not right any more, shown back with what is wrong
    again: tuple[str, ...]  # the fields that wait for an answer, in the order of the form

    @property
    def kept(self) -> int:
        """Return how many answers need no more than a look."""
        return len(self.answers)


def carry(document: Document, last: ServiceRequest, known: Mapping[str, Any], facts: Mapping[str, Any]) -> Carried:
    """Return the last answers that the present document still takes; what the profile knows today goes before them."""
    then = _answers_of(document, unseal(last.answers, last.pk))
    cleaned = cleaning.clean(document, None, {**then, **known}, facts, lookups=RequestLookups())
    wrong = {problem.path.split(".")[0] for problem in cleaned.problems}
    missing = {p.path.split(".")[0] for p in cleaned.problems if p.code == ProblemCode.REQUIRED}
    order = [field.id for _page, field in document.fields()]
    return Carried(
        answers={**known, **cleaned.answers},
        typed={name: then[name] for name in wrong if name in then},
        again=tuple(name for name in order if name in wrong | missing),
    )


def _answers_of(document: Document, then: Mapping[str, Any]) -> dict[str, Any]:
    """Return the answers whose fields there are still; files and appointments are left out, in groups too."""
    found: dict[str, Any] = {}
    for _page, field in document.fields():
        if field.id not in then or field.type in NOT_CARRIED:
            continue
        found[field.id] = _rows(field, then[field.id]) if field.type == "group" else then[field.id]
    return found


def _rows(group: Any, rows: Any) -> Any:
    """Return the rows of a group without what is not carried; anything else as it is, to be refused by the check."""
    if not isinstance(rows, list):
        return rows
    left = {each.id for each in group.fields if each.type in NOT_CARRIED}
    return [{k: v for k, v in row.items() if k not in left} if isinstance(row, dict) else row for row in rows]
