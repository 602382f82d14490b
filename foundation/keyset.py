"""Cut lists into pages by the last row seen, so that page 1,000 costs as much as page 1 and nothing is counted."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Final, Generic, TypeVar

from django.core import signing
from django.core.exceptions import FieldDoesNotExist, ValidationError
from django.db.models import F, Field, Model, Q, QuerySet
from django.db.models.expressions import OrderBy

M = TypeVar("M", bound=Model)
MAX_SIZE: Final = 200

_READERS: Final[dict[str, Callable[[str], Any]]] = {
    "t": dt.datetime.fromisoformat,
    "d": dt.date.fromisoformat,
    "u": uuid.UUID,
    "n": Decimal,
}
_TAGS: Final[tuple[tuple[type, str], ...]] = (
    (dt.datetime, "t"),  # before date: every datetime is a date
    (dt.date, "d"),
    (uuid.UUID, "u"),
    (Decimal, "n"),
)


@dataclass(frozen=True)
class KeysetPage(Generic[M]):
    """Hold one page; a cursor is the empty string where there is no further page."""

    items: list[M]
    next_cursor: str
    previous_cursor: str


@dataclass(frozen=True)
class _Column:
    name: str
    descending: bool
    nullable: bool

    def order(self, backwards: bool) -> OrderBy:
        """Order by this column; rows without a value come last, or first when walking backwards."""
        last, first = (None, True) if backwards else (True, None)
        if not self.nullable:
            last = first = None
        expression = F(self.name)
        if self.descending != backwards:
            return expression.desc(nulls_last=last, nulls_first=first)
        return expression.asc(nulls_last=last, nulls_first=first)

    def beyond(self, value: Any, backwards: bool) -> Q | None:
        """Match the rows that follow `value`, or None when none can."""
        if value is None:
            return Q(**{f"{self.name}__isnull": False}) if backwards else None
        operator = "lt" if self.descending != backwards else "gt"
        beyond = Q(**{f"{self.name}__{operator}": value})
        if self.nullable and not backwards:
            beyond |= Q(**{f"{self.name}__isnull": True})
        return beyond

    def same(self, value: Any) -> Q:
        """Match the rows with this value."""
        return Q(**{f"{self.name}__isnull": True}) if value is None else Q(**{self.name: value})


def paginate(queryset: QuerySet[M], *, order: Sequence[str], cursor: str | None = "", size: int = 25) -> KeysetPage[M]:
    """Return one page of rows; `order` must end in a unique column, and a cursor that is not ours shows page one."""
    size = max(1, min(size, MAX_SIZE))
    columns = [_column(queryset, name) for name in order]
    _require_unique(queryset, order)
    backwards, values = _read(cursor or "", order)
    rows = queryset.order_by(*[column.order(backwards) for column in columns])
    if values:
        rows = rows.filter(_beyond(columns, values, backwards))
    try:
        found = list(rows[: size + 1])
    except (ValidationError, ValueError, TypeError):  # a cursor of an older shape of the table
        return paginate(queryset, order=order, size=size)
    items, more = found[:size], len(found) > size
    if backwards:
        items.reverse()
    has_next, has_previous = (True, more) if backwards else (more, bool(values))
    return KeysetPage(
        items,
        _write(items[-1], order, backwards=False) if items and has_next else "",
        _write(items[0], order, backwards=True) if items and has_previous else "",
    )


def _beyond(columns: list[_Column], values: list[Any], backwards: bool) -> Q:
    condition = Q(pk__in=[])
    equal = Q()
    for column, value in zip(columns, values, strict=True):
        beyond = column.beyond(value, backwards)
        if beyond is not None:
            condition |= equal & beyond
        equal &= column.same(value)
    first, value = columns[0], values[0]
    if not first.nullable:  # said twice, so that an index on the first column bounds the scan
        operator = "lte" if first.descending != backwards else "gte"
        condition &= Q(**{f"{first.name}__{operator}": value})
    return condition


def _column(queryset: QuerySet[M], name: str) -> _Column:
    plain = name.removeprefix("-")
    field = _field(queryset.model, plain)
    return _Column(plain, name.startswith("-"), nullable=field is None or field.null or "__" in plain)


def _field(model: type[Model], path: str) -> Field[Any, Any] | None:
    try:
        for part in path.split("__"):
            found = model._meta.pk if part == "pk" else model._meta.get_field(part)
            related = getattr(found, "related_model", None)
            if isinstance(related, type) and issubclass(related, Model):
                model = related
    except FieldDoesNotExist:
        return None  # an annotation
    return found if isinstance(found, Field) else None


def _require_unique(queryset: QuerySet[M], order: Sequence[str]) -> None:
    field = _field(queryset.model, order[-1].removeprefix("-")) if order else None
    if field is None or "__" in order[-1] or not (field.unique or field.primary_key):
        raise ValueError(f"the order {tuple(order)} must end in a unique column, or rows get lost between pages")


def _salt(order: Sequence[str]) -> str:
    return "keyset:" + ",".join(order)


def _write(row: Model, order: Sequence[str], *, backwards: bool) -> str:
    values = [_pack(_value(row, name.removeprefix("-"))) for name in order]
    return signing.dumps([int(backwards), values], salt=_salt(order), compress=True)


def _read(cursor: str, order: Sequence[str]) -> tuple[bool, list[Any]]:
    if not cursor or len(cursor) > 2000:
        return False, []
    try:
        backwards, packed = signing.loads(cursor, salt=_salt(order))
        values = [_unpack(entry) for entry in packed]
    except (signing.BadSignature, ValueError, TypeError, KeyError, ArithmeticError):
        return False, []
    return (bool(backwards), values) if len(values) == len(order) else (False, [])


def _value(row: Any, path: str) -> Any:
    for part in path.split("__"):
        row = getattr(row, part, None)
    return row.pk if isinstance(row, Model) else row


def _pack(value: Any) -> Any:
    for kind, tag in _TAGS:
        if isinstance(value, kind):
            return [tag, value.isoformat() if isinstance(value, dt.date) else str(value)]
    return value


def _unpack(entry: Any) -> Any:
    return _READERS[entry[0]](entry[1]) if isinstance(entry, list) else entry
