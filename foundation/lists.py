"""Keep the lists of Django's admin from counting whole tables, and from being narrowed by what they do not offer."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from django.contrib.admin.utils import get_fields_from_path
from django.core.exceptions import FieldDoesNotExist
from django.core.paginator import Paginator
from django.http import HttpRequest
from django.utils.functional import cached_property

if TYPE_CHECKING:
    _Paginator = Paginator[Any]
else:
    _Paginator = Paginator  # at run time Django's class takes no type parameters

MOST: Final = 1000
# What the filters of Django's admin put behind the name of a column.
ENDINGS: Final = frozenset({"exact", "isnull", "isempty", "gte", "lt", "year", "month", "day"})


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


def only_offered(admin: Any, lookup: str, value: str, request: HttpRequest) -> bool:
    """Allow a look-up only where a list offers it as a filter.

    Django allows every column of the row itself: `?answers__nama__startswith=S` would tell an account that sees no
    answers what they are, letter by letter, by the rows that stay.
    """
    path, _mark, ending = lookup.rpartition("__")
    wanted = path if path and ending in ENDINGS else lookup
    return any(wanted in _ways(admin.model, name) for name in _offered(admin, request))


def _offered(admin: Any, request: HttpRequest) -> list[str]:
    """Return the names by which a list may be narrowed; a filter of one's own says its parameter."""
    listed = [each[0] if isinstance(each, (list, tuple)) else each for each in admin.get_list_filter(request)]
    names = [each if isinstance(each, str) else str(each.parameter_name) for each in listed]
    return [*names, admin.date_hierarchy] if admin.date_hierarchy else names


def _ways(model: Any, name: str) -> set[str]:
    """Return how a filter names its column: as it is, or by the key of the row that the column refers to."""
    try:
        last: Any = get_fields_from_path(model, name)[-1]
    except FieldDoesNotExist:
        return {name}  # a filter of one's own
    return {name, f"{name}__{last.target_field.name}", f"{name}__pk"} if last.is_relation else {name}
