"""Let the database itself keep the terms of one office apart, whoever writes them and however many at once.

An exclusion constraint would need an extension on PostgreSQL and does not exist on SQLite. On SQLite a later migration
that rebuilds the table drops its triggers; it must make them again (`statements`).
"""

from __future__ import annotations

from typing import Final

TABLE: Final = "agencies_official"
NAME: Final = "agencies_terms_apart"
MESSAGE: Final = "two people cannot hold one office at once"
# Rows without a name only keep an office's place, so they have no term.
_CLASH: Final = """NEW.name <> '' AND (NEW.is_head OR NEW.unit_id IS NOT NULL) AND EXISTS (
    SELECT 1 FROM agencies_official other
    WHERE other.id <> NEW.id AND other.name <> '' AND other.agency_id = NEW.agency_id
      AND other.is_head = NEW.is_head AND COALESCE(other.unit_id, 0) = COALESCE(NEW.unit_id, 0)
      AND (other.acting = 'plh') = (NEW.acting = 'plh')
      AND COALESCE(other.since, '0001-01-01') <= COALESCE(NEW.until, '9999-12-31')
      AND COALESCE(other.until, '9999-12-31') >= COALESCE(NEW.since, '0001-01-01'))"""

SQLITE: Final = tuple(
    f"CREATE TRIGGER {NAME}_{verb.lower()} AFTER {verb} ON {TABLE} WHEN {_CLASH} "
    f"BEGIN SELECT RAISE(ABORT, '{MESSAGE}'); END"
    for verb in ("INSERT", "UPDATE")
)
SQLITE_DROP: Final = tuple(f"DROP TRIGGER IF EXISTS {NAME}_{verb}" for verb in ("insert", "update"))
POSTGRES: Final = (
    f"""CREATE FUNCTION {NAME}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
      IF {_CLASH} THEN RAISE EXCEPTION '{MESSAGE}' USING ERRCODE = 'integrity_constraint_violation'; END IF;
      RETURN NULL; END $$""",
    f"CREATE TRIGGER {NAME} AFTER INSERT OR UPDATE ON {TABLE} FOR EACH ROW EXECUTE FUNCTION {NAME}()",
)
POSTGRES_DROP: Final = (f"DROP TRIGGER IF EXISTS {NAME} ON {TABLE}", f"DROP FUNCTION IF EXISTS {NAME}()")


def statements(vendor: str, *, drop: bool = False) -> tuple[str, ...]:
    """Return the SQL that makes or drops the triggers on one engine ("sqlite" or "postgresql")."""
    if vendor == "postgresql":
        return POSTGRES_DROP if drop else POSTGRES
    return SQLITE_DROP if drop else SQLITE
