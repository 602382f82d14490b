"""Let the database itself keep published words as they were sent: they may be retired, never edited or deleted."""

from __future__ import annotations

from typing import Final

TABLE: Final = "notifications_messagetemplate"
NAME: Final = "notifications_template_kept"
MESSAGE: Final = "published words are not edited"
_SAME: Final = " AND ".join(
    f"NEW.{column} = OLD.{column}" for column in ("topic", "channel", "language", "version", "subject", "body")
)
_RETIRES: Final = f"NEW.state = 'retired' AND {_SAME}"

SQLITE: Final = (
    f"CREATE TRIGGER {NAME}_update BEFORE UPDATE ON {TABLE} WHEN OLD.state <> 'draft' AND NOT ({_RETIRES}) "
    f"BEGIN SELECT RAISE(ABORT, '{MESSAGE}'); END",
    f"CREATE TRIGGER {NAME}_delete BEFORE DELETE ON {TABLE} WHEN OLD.state <> 'draft' "
    f"BEGIN SELECT RAISE(ABORT, '{MESSAGE}'); END",
)
SQLITE_DROP: Final = tuple(f"DROP TRIGGER IF EXISTS {NAME}_{verb}" for verb in ("update", "delete"))
POSTGRES: Final = (
    f"""CREATE FUNCTION {NAME}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
      IF OLD.state <> 'draft' THEN
        IF TG_OP = 'DELETE' THEN RAISE EXCEPTION '{MESSAGE}' USING ERRCODE = 'integrity_constraint_violation'; END IF;
        IF NOT ({_RETIRES}) THEN RAISE EXCEPTION '{MESSAGE}' USING ERRCODE = 'integrity_constraint_violation'; END IF;
      END IF;
      IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
      RETURN NEW; END $$""",
    f"CREATE TRIGGER {NAME} BEFORE UPDATE OR DELETE ON {TABLE} FOR EACH ROW EXECUTE FUNCTION {NAME}()",
)
POSTGRES_DROP: Final = (f"DROP TRIGGER IF EXISTS {NAME} ON {TABLE}", f"DROP FUNCTION IF EXISTS {NAME}()")


def statements(vendor: str, *, drop: bool = False) -> tuple[str, ...]:
    """Return the SQL that makes or drops the triggers on one engine ("sqlite" or "postgresql")."""
    if vendor == "postgresql":
        return POSTGRES_DROP if drop else POSTGRES
    return SQLITE_DROP if drop else SQLITE
