"""Keep the lists of Django's admin from counting whole tables."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from django.core.paginator import Paginator
from django.utils.functional import cached_property

if TYPE_CHECKING:
    _Paginator = Paginator[Any]
else:
    _Paginator = Paginator  # at run time Django's class takes no type parameters

MOST: Final = 1000


class BoundedPaginator(_Paginator):
    """Count up to MOST rows and no further, so that a list of a million costs what a list of a thousand costs.

    Whoever looks for row 1,001 searches or filters; pages by number are slow there anyway.
    """

    @cached_property
    def count(self) -> int:
        """Return the number of rows, MOST where there are more."""
        rows: Any = self.object_list
        return int(rows.order_by()[:MOST].count())

    @property
    def is_full(self) -> bool:
        """Say whether there may be more rows than are counted."""
        return self.count >= MOST
