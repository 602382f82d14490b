"""Seal secret answers before they are stored, and open them for those who may read."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

from foundation import crypto

MARK = "$enc"


def seal(secret_ids: Iterable[str], answers: Mapping[str, Any], request_id: UUID) -> dict[str, Any]:
    """Replace each secret answer by its ciphertext, bound to the request and the field."""
    wanted = set(secret_ids)
    return {
        key: _seal(value, _aad(request_id, key)) if key in wanted and value not in (None, "", []) else value
        for key, value in answers.items()
    }


def unseal(answers: Mapping[str, Any], request_id: UUID) -> dict[str, Any]:
    """Return the answers in plain; what was not sealed passes through."""
    return {
        key: json.loads(crypto.decrypt(value[MARK], aad=_aad(request_id, key))) if is_sealed(value) else value
        for key, value in answers.items()
    }


def is_sealed(value: Any) -> bool:
    """Say whether a stored answer is ciphertext."""
    return isinstance(value, dict) and set(value) == {MARK}


def seal_typed(typed: Mapping[str, Any], request_id: UUID) -> str:
    """Seal what was typed and is not right yet as one text."""
    return crypto.encrypt(json.dumps(typed), aad=_aad(request_id, "typed")) if typed else ""


def unseal_typed(text: str, request_id: UUID) -> dict[str, Any]:
    """Open what `seal_typed` closed."""
    return dict(json.loads(crypto.decrypt(text, aad=_aad(request_id, "typed")))) if text else {}


def _seal(value: Any, aad: str) -> dict[str, str]:
    return {MARK: crypto.encrypt(json.dumps(value), aad=aad)}


def _aad(request_id: UUID, field: str) -> str:
    return f"requests.answers:{request_id}:{field}"
