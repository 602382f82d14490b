"""Know which words a role may never read, wherever they stand."""

from __future__ import annotations

from tests.access.estate import AGENCIES, CASES, GUESTS, UNLISTED, Estate, inside, office, person, unshown
from tests.access.people import Role

# Where Diskominfosatik reads numbers and names, and nothing that was said in a case.
RECORDS = ("/panel/kelola/", "/panel/batas-diam/")
# Where an auditor reads of every agency, the answers too, and of what is confidential nothing.
AUDIT = "/panel/audit/"
# Who comes to what an OPD holds is that OPD's to know, and not even Diskominfosatik's.
PARTICIPANTS = "/panel/kelola/agencies/participant/"


def foreign(estate: Estate, role: Role, path: str, text: str) -> list[str]:
    """Return the markers in a text that tell of what the role may not know."""
    folded = text.casefold()
    return [word for word in _unknown_to(estate, role, path) if word.casefold() in folded]


def _unknown_to(estate: Estate, role: Role, path: str) -> list[str]:
    known, audits = role.owns | role.works, role.audits and path.startswith(AUDIT)
    if audits:
        known = frozenset(CASES) - UNLISTED
    people = {CASES[name][0] for name in known}
    words = [word for name in CASES if name not in known for word in (inside(name), CASES[name][3])]
    if audits:
        words += [CASES[name][3] for name in known]  # what is secret is not in answers that lie open
    top = role.top and path.startswith(RECORDS)
    if not top or path.startswith(PARTICIPANTS):
        own = role.keeps if path.startswith(PARTICIPANTS) else frozenset()
        words += [person(guest) for agency, guest in GUESTS.items() if agency not in own]
    if not top:
        words += [person(citizen) for citizen in {row[0] for row in CASES.values()} - people]
    hidden = {"secret"} if top else set(CASES) - known  # a confidential request stands in no list at all
    words += [case.request.number for name, case in estate.cases.items() if name in hidden and case.request.number]
    if path.startswith("/panel/") and not role.top and not audits:
        words += [office(agency) for agency in AGENCIES if agency != role.agency]
    if not (role.top or "A" in role.keeps) or not path.startswith(RECORDS):
        words.append(unshown())
    return words
