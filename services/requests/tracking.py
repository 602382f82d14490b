"""Answer where a request stands to somebody who is not signed in: the stage and a date, and nothing else."""

from __future__ import annotations

import hmac
import re
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.core.cache import cache

from foundation import crypto, ids, rls
from services.requests.engine.submit import hash_code
from services.requests.models import RequestEvent, ServiceRequest

TRIES: Final = 5
# Whole villages share one address of a mobile network, so this only slows down who goes through many numbers.
TRIES_OF_AN_ADDRESS: Final = 200
WINDOW: Final = 3600
LAST_DIGITS: Final = 4
_NO_PHONE: Final = "\x00\x00\x00\x00"


@dataclass(frozen=True)
class Stage:
    """Hold all that may be told: the request itself stays with the caller's presenter."""

    request: ServiceRequest
    at: datetime


class TooManyTries(Exception):
    """Say that this number, this visitor or this address has asked too often within the hour."""


class Unavailable(Exception):
    """Say that tries cannot be counted now, so nothing is answered."""


def look_up(number: str, proof: str, visitor: str, address: str) -> Stage | None:
    """Return the stage when number and proof belong together, else None; wrong and unknown look the same.

    `proof` is the last four digits of the applicant's phone or the follow-up code; `visitor` is any stable key of who
    asks. Raises TooManyTries after five tries an hour for a number or a visitor, whether or not the number exists, and
    Unavailable while nothing can be counted.
    """
    known = ids.normalise_number(number)
    _count(f"nomor:{known or _folded(number)}", TRIES)
    _count(f"pengunjung:{visitor}", TRIES)
    _count(f"alamat:{address}", TRIES_OF_AN_ADDRESS)
    with rls.use(rls.numbered(known or "")):
        return _proven(known, proof)


def _proven(known: str | None, proof: str) -> Stage | None:
    request = _find(known)
    # Both comparisons are always made, so that an unknown number takes as long as a wrong proof.
    by_phone = hmac.compare_digest(_digits(proof), _phone_end(request))
    by_code = hmac.compare_digest(hash_code(proof), request.follow_up_hash if request else "-" * 64)
    if request is None or not (by_phone or by_code):
        return None
    return Stage(request, _entered(request))


def _entered(request: ServiceRequest) -> datetime:
    """Return when the stage that is shown began."""
    shown = request.shown_state or request.state
    moves = RequestEvent.objects.filter(request=request, to_state=shown).exclude(from_state=shown)
    last = moves.order_by("-seq").values_list("at", flat=True).first()
    return last or request.submitted_at or request.created_at


def _find(number: str | None) -> ServiceRequest | None:
    requests = ServiceRequest.objects.filter(is_test=False).select_related("applicant", "version", "agency")
    return requests.filter(number=number or "-").first()


def _phone_end(request: ServiceRequest | None) -> str:
    # What is confidential is told to the holder of its code alone: relatives know a phone number.
    if request is None or request.applicant is None or request.confidential:
        return _NO_PHONE
    digits = re.sub(r"\D", "", request.applicant.phone)
    return digits[-LAST_DIGITS:] if len(digits) >= LAST_DIGITS else _NO_PHONE


def _digits(proof: str) -> str:
    text = re.sub(r"[\s\-]", "", proof)
    return text if re.fullmatch(r"[0-9]{4}", text) else "-"


def _folded(number: str) -> str:
    return re.sub(r"\W", "", number)[:40].upper()


def _count(key: str, most: int) -> None:
    name = "lacak:" + crypto.blind_index(key, purpose="requests.track")
    try:
        cache.add(name, 0, WINDOW)
        tries = cache.incr(name)
    except ValueError:  # it ran out between the two
        cache.set(name, 1, WINDOW)
        return
    except Exception as error:  # whatever the cache is made of: without counting there is no answer
        raise Unavailable from error
    if tries > most:
        raise TooManyTries
