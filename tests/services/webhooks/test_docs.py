"""The receiver in the documentation accepts what the portal sends and nothing else."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import time_machine

from services.webhooks.signing import headers, new_secret

PAGE = Path(__file__).resolve().parents[3] / "docs" / "webhooks.md"
NOW = 1_795_000_000
BODY = b'{"type":"ping"}'


@pytest.fixture
def is_genuine() -> Callable[..., bool]:
    """Return the function that the page prints."""
    code = re.search(r"```python\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL)
    assert code is not None
    made: dict[str, Any] = {}
    exec(code[1], made)
    return made["is_genuine"]


@time_machine.travel(NOW, tick=False)
def test_the_printed_receiver_knows_a_genuine_message(is_genuine: Callable[..., bool]) -> None:
    old, new = new_secret(), new_secret()
    sent = dict(headers([new, old], "id-1", NOW, BODY))
    assert is_genuine(new, sent, BODY)
    assert is_genuine(old, sent, BODY)


@time_machine.travel(NOW, tick=False)
@pytest.mark.parametrize("change", ["body", "key", "id", "time", "late"])
def test_the_printed_receiver_refuses_what_was_changed(is_genuine: Callable[..., bool], change: str) -> None:
    key = new_secret()
    sent = dict(headers([key], "id-1", NOW - (301 if change == "late" else 0), BODY))
    changes = {"id": {"webhook-id": "id-2"}, "time": {"webhook-timestamp": str(NOW - 1)}}
    sent |= changes.get(change, {})
    assert not is_genuine(new_secret() if change == "key" else key, sent, b"{}" if change == "body" else BODY)
