"""Read the clock of the database, the one clock that all workers share."""

from __future__ import annotations

from typing import Any

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import DateTimeField, Expression
from django.db.models.sql.compiler import SQLCompiler


class DatabaseTime(Expression):
    """Stand for the database's present moment, not the transaction's start, plus a number of seconds."""

    def __init__(self, seconds: int = 0) -> None:
        """Name a moment `seconds` after now."""
        super().__init__(output_field=DateTimeField())
        self.seconds = int(seconds)

    def as_sql(self, compiler: SQLCompiler, connection: BaseDatabaseWrapper) -> tuple[str, tuple[str | int, ...]]:
        """Write the moment in PostgreSQL's words."""
        return "(clock_timestamp() + %s * interval '1 second')", (self.seconds,)

    def as_sqlite(
        self, compiler: SQLCompiler, connection: BaseDatabaseWrapper, **context: Any
    ) -> tuple[str, tuple[str | int, ...]]:
        """Write the moment in SQLite's words, as text in the form in which Django stores moments there."""
        return "strftime('%%Y-%%m-%%d %%H:%%M:%%f', 'now', %s)", (f"{self.seconds:+d} seconds",)
