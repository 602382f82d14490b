"""Know which words a role may never read, wherever they stand."""

from __future__ import annotations

from tests.access.estate import AGENCIES, CASES, Estate, inside, office, person
from tests.access.people import Role

# Where Diskominfosatik reads numbers and names, and nothing that was said in a case.
RECORDS = ("/panel/kelola/", "/panel/batas-diam/")


def foreign(estate: Estate, role: Role, path: str, text: str) -> list[str]:
    """Return the markers in a text that tell of what the role may not know."""
    folded = text.casefold()
    return [word for word in _unknown_to(estate, role, path) if word.casefold() in folded]


def _unknown_to(estate: Estate, role: Role, path: str) -> list[str]:
    known = role.owns | role.works
    people = {CASES[name][0] for name in known}
    words = [word for name in CASES if name not in known for word in (inside(name), CASES[name][3])]
    top = role.top and path.startswith(RECORDS)
    if not top:
        words += [person(citizen) for citizen in {row[0] for row in CASES.values()} - people]
    hidden = {"secret"} if top else set(CASES) - known  # a confidential request stands in no list at all
    words += [case.request.number for name, case in estate.cases.items() if name in hidden and case.request.number]
    if path.startswith("/panel/") and not role.top:
        words += [office(agency) for agency in AGENCIES if agency != role.agency]
    return words
