"""Gather hashes under one root, so that each can be shown to lie under it without showing the others (RFC 6962, 2.1).

A leaf is hashed behind a zero byte and a node behind a one, so that neither can be passed off as the other.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

# (side, sibling in hex): "L" stands left of what was reached so far, "R" right of it.
Path = list[tuple[str, str]]


def leaf(value: str) -> bytes:
    """Return the leaf of a hash given in hex."""
    return hashlib.sha256(b"\x00" + bytes.fromhex(value)).digest()


def root(values: Sequence[str]) -> str:
    """Return the root over hashes in hex, in hex; over none it is the hash of nothing."""
    level = [leaf(value) for value in values]
    while len(level) > 1:
        level = _up(level)
    return level[0].hex() if level else hashlib.sha256(b"").hexdigest()


def path(values: Sequence[str], index: int) -> Path:
    """Return the siblings that lead from one hash to the root; raises IndexError for one that is not there."""
    level = [leaf(value) for value in values]
    if not 0 <= index < len(level):
        raise IndexError(index)
    found: Path = []
    while len(level) > 1:
        sibling = index ^ 1
        if sibling < len(level):
            found.append(("L" if sibling < index else "R", level[sibling].hex()))
        level, index = _up(level), index // 2
    return found


def climb(value: str, steps: Path) -> str:
    """Return the root that a hash and its path lead to."""
    here = leaf(value)
    for side, sibling in steps:
        other = bytes.fromhex(sibling)
        here = _node(other, here) if side == "L" else _node(here, other)
    return here.hex()


def _up(level: Sequence[bytes]) -> list[bytes]:
    pairs = [_node(level[i], level[i + 1]) for i in range(0, len(level) - 1, 2)]
    return [*pairs, level[-1]] if len(level) % 2 else pairs


def _node(left: bytes, right: bytes) -> bytes:
    return hashlib.sha256(b"\x01" + left + right).digest()
