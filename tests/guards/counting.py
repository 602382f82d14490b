"""Refuse to count a whole table while a request is answered: with a million rows every visitor would wait for it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from typing import Any

from django.db import connections

WHOLE = re.compile(r"(?:^|;)\s*SELECT\s+COUNT\(\*\)(?:\s+AS\s+\S+)?\s+FROM\s+\S+\s*$", re.IGNORECASE)


class CountsEverything(AssertionError):
    """Say which table a page counts from end to end."""


@contextmanager
def bounded() -> Iterator[None]:
    """Raise CountsEverything for a count that nothing narrows and nothing limits."""
    with ExitStack() as stack:
        for connection in connections.all(initialized_only=True):
            stack.enter_context(connection.execute_wrapper(_look))
        yield


def _look(execute: Callable[..., Any], sql: str, params: Any, many: bool, context: dict[str, Any]) -> Any:
    if WHOLE.search(sql):
        raise CountsEverything(f"{sql}: count open phases, or up to a limit (foundation.lists.BoundedPaginator)")
    return execute(sql, params, many, context)
