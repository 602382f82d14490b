"""The closed, typed list of facts a document may read; `requests.prefill` builds them from the Party."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Final


class FactType(StrEnum):
    """Say which JSON shape a fact has."""

    TEXT = "text"
    DATE = "date"
    INTEGER = "integer"
    BOOLEAN = "boolean"
    REGION = "region"
    ADDRESS = "address"
    LIST = "list"


@dataclass(frozen=True)
class Fact:
    """Name one fact, its type and what it means; a personal one exists only for a signed-in applicant."""

    type: FactType
    meaning: str
    personal: bool = False


def _profile(fact_type: FactType, meaning: str) -> Fact:
    return Fact(fact_type, meaning, personal=True)


FACTS: Final[Mapping[str, Fact]] = {
    "today": Fact(FactType.DATE, "the date in Asia/Jakarta"),
    "filed_on": Fact(FactType.DATE, "the day the request was first sent; today until then"),
    "channel": Fact(FactType.TEXT, "how the request comes in: web, village, counter, api"),
    "subject": Fact(FactType.TEXT, "person, organisation or agency: whom the request is about"),
    "profile.name": _profile(FactType.TEXT, "name as on the identity card"),
    "profile.nik": _profile(FactType.TEXT, "16 digits"),
    "profile.kk": _profile(FactType.TEXT, "16 digits"),
    "profile.birth_date": _profile(FactType.DATE, "date of birth"),
    "profile.birth_place": _profile(FactType.TEXT, "place of birth"),
    "profile.gender": _profile(FactType.TEXT, "L or P, as in the NIK"),
    "profile.phone": _profile(FactType.TEXT, "+62..."),
    "profile.email": _profile(FactType.TEXT, "e-mail address"),
    "profile.address": _profile(FactType.ADDRESS, "jalan, kampung, rt, rw, desa, kecamatan, kodepos"),
    "profile.region": _profile(FactType.REGION, "kecamatan and desa codes"),
    "profile.organisation": _profile(FactType.TEXT, "name of the organisation acted for"),
    "profile.nib": _profile(FactType.TEXT, "13 digits, of the organisation"),
    "profile.npwp": _profile(FactType.TEXT, "16 digits"),
    "request.round": Fact(FactType.INTEGER, "corrections asked so far"),
    "request.complete": Fact(FactType.BOOLEAN, "the file was marked complete"),
    "request.overdue": Fact(FactType.BOOLEAN, "the overall deadline has passed"),
    "request.state": Fact(FactType.TEXT, "key of the present state"),
    "request.fee": Fact(FactType.INTEGER, "rupiah to be paid, worked out when the request was sent"),
    "request.priority": Fact(FactType.TEXT, "lansia, disabilitas, hamil or bencana, where flagged"),
    "request.outcomes": Fact(FactType.LIST, "keys of the actions that finished the tasks of the last fork"),
    "request.open_tasks": Fact(FactType.INTEGER, "tasks of a fork that nobody has finished yet"),
    "request.open_consults": Fact(FactType.INTEGER, "questions to experts that nobody has answered yet"),
    "request.reopened": Fact(FactType.INTEGER, "how often the request was reopened after it ended"),
    "parent.number": Fact(FactType.TEXT, "of an objection: number of the request whose decision it is about"),
    "parent.service": Fact(FactType.TEXT, "of an objection: title of the service that was decided on"),
    "parent.agency": Fact(FactType.TEXT, "of an objection: slug of the office that decided; `agency: {from: ...}`"),
    "parent.decided_on": Fact(FactType.DATE, "of an objection: day of the decision it is about"),
}

RESERVED: Final = frozenset(name.split(".")[0] for name in FACTS) | {"eligibility"}


def is_fact(path: str) -> bool:
    """Say whether `path` is a fact, or a piece of one that has pieces (profile.region.kecamatan)."""
    if path in FACTS:
        return True
    whole, _, _ = path.rpartition(".")
    return whole in FACTS and FACTS[whole].type in (FactType.REGION, FactType.ADDRESS)


def unknown(facts: Mapping[str, Any]) -> frozenset[str]:
    """Return the names in `facts` that are not on the list: a caller's mistake, for its tests."""
    return frozenset(name for name in facts if name not in FACTS)
