"""Offer the one door through which a request changes, and the drafts before it."""

from services.requests.engine.decisions import UNDO_SECONDS, settle
from services.requests.engine.door import is_repeat, perform
from services.requests.engine.drafts import (
    MOST_OPEN,
    TooManyDrafts,
    discard,
    mendable,
    open_draft,
    plain_answers,
    save_answers,
    typed,
)
from services.requests.engine.errors import (
    DraftGone,
    EngineError,
    InvalidData,
    KeyReused,
    NotAllowed,
    NotFound,
    ServiceClosed,
    Stale,
    Unavailable,
    WrongState,
)
from services.requests.engine.forwarding import receivers
from services.requests.engine.handover import Colleague, colleagues, functions_now
from services.requests.engine.objections import Chance, NoObjection, chance_of, legal_basis, open_objection
from services.requests.engine.offers import Offer, can_reopen, everyday_refusal, may_withdraw, offered, reopenings
from services.requests.engine.step import Outcome

__all__ = [
    "MOST_OPEN",
    "UNDO_SECONDS",
    "Chance",
    "Colleague",
    "DraftGone",
    "EngineError",
    "InvalidData",
    "KeyReused",
    "NoObjection",
    "NotAllowed",
    "NotFound",
    "Offer",
    "Outcome",
    "ServiceClosed",
    "Stale",
    "TooManyDrafts",
    "Unavailable",
    "WrongState",
    "can_reopen",
    "chance_of",
    "colleagues",
    "discard",
    "everyday_refusal",
    "functions_now",
    "is_repeat",
    "legal_basis",
    "may_withdraw",
    "mendable",
    "offered",
    "open_draft",
    "open_objection",
    "perform",
    "plain_answers",
    "receivers",
    "reopenings",
    "save_answers",
    "settle",
    "typed",
]
