"""Let the database itself refuse to edit history: `.update()` and raw SQL bypass `save()`, triggers see both."""

from __future__ import annotations

from typing import Final

EVENT: Final = "requests_requestevent"
PAYLOAD: Final = "requests_eventpayload"
SEALS: Final = ("requests_seal", "requests_sealleaf")
MESSAGE: Final = "request history is append-only"

# An erased payload loses its data, its salt stays gone, and it can never come back.
_SQLITE_ERASES: Final = (
    "OLD.destroyed_at IS NULL AND NEW.destroyed_at IS NOT NULL AND NEW.data IS NULL AND NEW.salt = ''"
)

SQLITE: Final = (
    f"CREATE TRIGGER requests_event_no_update BEFORE UPDATE ON {EVENT} BEGIN SELECT RAISE(ABORT, '{MESSAGE}'); END",
    f"CREATE TRIGGER requests_event_no_delete BEFORE DELETE ON {EVENT} BEGIN SELECT RAISE(ABORT, '{MESSAGE}'); END",
    f"CREATE TRIGGER requests_payload_no_delete BEFORE DELETE ON {PAYLOAD} BEGIN SELECT RAISE(ABORT, '{MESSAGE}'); END",
    f"CREATE TRIGGER requests_payload_erase_only BEFORE UPDATE ON {PAYLOAD} "
    f"WHEN NOT ({_SQLITE_ERASES} AND OLD.event_id = NEW.event_id) "
    f"BEGIN SELECT RAISE(ABORT, '{MESSAGE}'); END",
)
SQLITE_NAMES: Final = (
    "requests_event_no_update",
    "requests_event_no_delete",
    "requests_payload_no_delete",
    "requests_payload_erase_only",
)
SQLITE_DROP: Final = tuple(f"DROP TRIGGER IF EXISTS {name}" for name in SQLITE_NAMES)

POSTGRES: Final = (
    f"""CREATE FUNCTION requests_refuse() RETURNS trigger LANGUAGE plpgsql AS
    $$ BEGIN RAISE EXCEPTION '{MESSAGE}' USING ERRCODE = 'integrity_constraint_violation'; END $$""",
    f"""CREATE FUNCTION requests_erase_only() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
      IF OLD.destroyed_at IS NULL AND NEW.destroyed_at IS NOT NULL AND NEW.data IS NULL
         AND NEW.salt = '' AND NEW.event_id = OLD.event_id THEN RETURN NEW; END IF;
      RAISE EXCEPTION '{MESSAGE}' USING ERRCODE = 'integrity_constraint_violation'; END $$""",
    f"CREATE TRIGGER requests_event_append_only BEFORE UPDATE OR DELETE ON {EVENT} "
    "FOR EACH ROW EXECUTE FUNCTION requests_refuse()",
    f"CREATE TRIGGER requests_payload_no_delete BEFORE DELETE ON {PAYLOAD} "
    "FOR EACH ROW EXECUTE FUNCTION requests_refuse()",
    f"CREATE TRIGGER requests_payload_erase_only BEFORE UPDATE ON {PAYLOAD} "
    "FOR EACH ROW EXECUTE FUNCTION requests_erase_only()",
)
POSTGRES_DROP: Final = (
    f"DROP TRIGGER IF EXISTS requests_event_append_only ON {EVENT}",
    f"DROP TRIGGER IF EXISTS requests_payload_no_delete ON {PAYLOAD}",
    f"DROP TRIGGER IF EXISTS requests_payload_erase_only ON {PAYLOAD}",
    "DROP FUNCTION IF EXISTS requests_refuse()",
    "DROP FUNCTION IF EXISTS requests_erase_only()",
)


def statements(vendor: str, *, drop: bool = False) -> tuple[str, ...]:
    """Return the SQL that makes or drops the triggers on one engine ("sqlite" or "postgresql")."""
    if vendor == "postgresql":
        return POSTGRES_DROP if drop else POSTGRES
    return SQLITE_DROP if drop else SQLITE


def append_only(table: str, vendor: str, *, drop: bool = False) -> tuple[str, ...]:
    """Return the SQL that lets rows of one more table be added and never changed; every table has its own triggers."""
    name = f"{table}_append_only"
    if vendor == "postgresql":
        return _postgres_append_only(table, name, drop)
    deeds = ("update", "delete")
    if drop:
        return tuple(f"DROP TRIGGER IF EXISTS {name}_{deed}" for deed in deeds)
    return tuple(
        f"CREATE TRIGGER {name}_{deed} BEFORE {deed.upper()} ON {table} BEGIN SELECT RAISE(ABORT, '{MESSAGE}'); END"
        for deed in deeds
    )


def _postgres_append_only(table: str, name: str, drop: bool) -> tuple[str, ...]:
    if drop:
        return (f"DROP TRIGGER IF EXISTS {name} ON {table}", f"DROP FUNCTION IF EXISTS {name}()")
    return (
        f"""CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS
        $$ BEGIN RAISE EXCEPTION '{MESSAGE}' USING ERRCODE = 'integrity_constraint_violation'; END $$""",
        f"CREATE TRIGGER {name} BEFORE UPDATE OR DELETE ON {table} FOR EACH ROW EXECUTE FUNCTION {name}()",
    )


def every(vendor: str, *, drop: bool = False) -> tuple[str, ...]:
    """Return the SQL for all tables of history together."""
    more = (append_only(table, vendor, drop=drop) for table in SEALS)
    return (*statements(vendor, drop=drop), *(statement for each in more for statement in each))
