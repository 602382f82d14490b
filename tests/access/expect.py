"""Say what every cell must answer: the reading of tests/access.toml for one role, address and method."""

from __future__ import annotations

from typing import Final

from tests.access.cells import Aim
from tests.access.estate import CASES, UNLISTED, UNSHOWN
from tests.access.people import Role

OPEN: Final = "open"
SIGN_IN: Final = "sign in"
FACTOR: Final = "second factor"
REFUSED: Final = "403"
LACKS: Final = "403 for want of the function"
HIDDEN: Final = "404 as unknown"
NOT_SO: Final = "405"
EITHER: Final = "405 or 403"  # nothing of it is for this role, by whatever method
ANYTHING: Final = "no more than a 404"  # something the estate has no example of
API: Final = "/api/"
PANEL: Final = "/panel/"
# What a session that owes its second factor may open all the same, besides the interface's pages for everybody.
ALWAYS_OPEN: Final = {
    *("account_login", "account_logout", "mfa_authenticate", "mfa_reauthenticate", "livez", "readyz"),
    *("auth_api:session", "auth_api:second_factor"),
    # Nobody of the estate has set a factor up yet, and here it is done.
    *("account_reauthenticate", "account_email", "account_confirm_email", "mfa_index", "mfa_activate_totp"),
}


def expected(role: Role, aim: Aim, method: str) -> str:
    """Return the one outcome this cell may have."""
    api, audience = aim.path.startswith(API), aim.line.audience
    if role.audits and method != "GET" and aim.path.startswith(PANEL) and aim.name != "panel_theme":
        return REFUSED  # before anybody looks what it is
    if not role.signed_in and audience not in {"public", "demo"}:
        return SIGN_IN
    owes = not role.factor and not (api and audience == "public")
    if owes and aim.name not in ALWAYS_OPEN | {"demo", "demo_letter"}:
        return FACTOR
    if role.program and not api:
        return SIGN_IN if audience not in {"public", "demo"} else _known(role, aim, method)
    return _known(role, aim, method)


def _known(role: Role, aim: Aim, method: str) -> str:
    if aim.line.audience == "demo":
        return HIDDEN  # this is no demo
    if method not in aim.line.methods:
        return EITHER if _audience(role, aim) == REFUSED else NOT_SO
    return REFUSED if method in aim.line.refuses else _audience(role, aim)


def _audience(role: Role, aim: Aim) -> str:
    audience = aim.line.audience
    if audience in {"login", "owner"} and role.program:
        return SIGN_IN if aim.name.startswith("auth_api:") else REFUSED  # signing in and out is for people
    if audience in {"public", "login"}:
        return HIDDEN if aim.owner == UNSHOWN else OPEN
    if audience in {"owner", "case"}:
        return _case(aim, _letters(role) if "notice" in aim.kwargs else _cases(role, audience))
    if audience == "operator":
        return _at_operator(role, aim)
    return _at_work(role, aim) if role.officer else REFUSED


def _at_operator(role: Role, aim: Aim) -> str:
    if not role.seat:
        return REFUSED
    return OPEN if aim.owner in {"", role.seat} else HIDDEN


def _at_work(role: Role, aim: Aim) -> str:
    audience = aim.line.audience
    if audience == "desk":
        return _at_desk(role, aim)
    if audience == "diskominfosatik":
        return OPEN if role.agency == "TOP" else REFUSED
    if audience == "auditor":
        return (HIDDEN if aim.owner in UNLISTED else OPEN) if role.audits else REFUSED
    return OPEN if audience == "staff" else _records(role, aim)


def _cases(role: Role, audience: str) -> frozenset[str]:
    return role.owns | role.works if audience == "case" else role.owns


def _letters(role: Role) -> frozenset[str]:
    """Return the cases whose notices came to this very person: acting for somebody opens nobody's inbox."""
    return frozenset(name for name, row in CASES.items() if row[0] == role.citizen)


def _at_desk(role: Role, aim: Aim) -> str:
    outcome = _case(aim, role.works)
    lacks = aim.line.function and aim.line.function not in role.functions
    return LACKS if outcome == OPEN and lacks else outcome


def _case(aim: Aim, known: frozenset[str]) -> str:
    if aim.owner not in CASES:
        return ANYTHING
    return OPEN if aim.owner in known and not aim.part_of else HIDDEN


def _records(role: Role, aim: Aim) -> str:
    audience = aim.line.audience
    if not role.keeps or audience == "nobody" or (audience == "platform" and not role.top):
        return REFUSED
    if aim.owner in UNLISTED:
        return HIDDEN
    if audience in {"records", "opd"} and aim.owner not in role.keeps and not (role.top and audience == "records"):
        return HIDDEN
    return OPEN
