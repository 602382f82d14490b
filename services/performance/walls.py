"""Say who sees a counted case: the portal alone, for a row says when a request was decided and how."""

from __future__ import annotations

from typing import Final

POLICIES: Final = {"performance_case": "portal_kind() = 'system'"}
