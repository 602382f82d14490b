"""Let the database itself keep numbers given and templates published as they are."""

from __future__ import annotations

from typing import Final

from services.requests.triggers import append_only

NUMBERS: Final = "outputs_outputnumber"
TEMPLATES: Final = "outputs_outputtemplate"
MESSAGE: Final = "a published template never changes"
_SQLITE_NAMES: Final = tuple(f"{TEMPLATES}_kept_{deed}" for deed in ("update", "delete"))
_KEEP: Final = f"{TEMPLATES}_keep"


def statements(vendor: str, *, drop: bool = False) -> tuple[str, ...]:
    """Return the SQL that makes or drops the triggers on one engine ("sqlite" or "postgresql")."""
    return (*append_only(NUMBERS, vendor, drop=drop), *_templates(vendor, drop))


def _templates(vendor: str, drop: bool) -> tuple[str, ...]:
    if vendor == "postgresql":
        return _postgres(drop)
    if drop:
        return tuple(f"DROP TRIGGER IF EXISTS {name}" for name in _SQLITE_NAMES)
    return tuple(
        f"CREATE TRIGGER {name} BEFORE {name.rpartition('_')[2].upper()} ON {TEMPLATES} "
        f"WHEN OLD.state = 'published' BEGIN SELECT RAISE(ABORT, '{MESSAGE}'); END"
        for name in _SQLITE_NAMES
    )


def _postgres(drop: bool) -> tuple[str, ...]:
    if drop:
        return (f"DROP TRIGGER IF EXISTS {_KEEP} ON {TEMPLATES}", f"DROP FUNCTION IF EXISTS {_KEEP}()")
    return (
        f"""CREATE FUNCTION {_KEEP}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
          IF OLD.state = 'published' THEN
            RAISE EXCEPTION '{MESSAGE}' USING ERRCODE = 'integrity_constraint_violation';
          END IF;
          IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
          RETURN NEW; END $$""",
        f"CREATE TRIGGER {_KEEP} BEFORE UPDATE OR DELETE ON {TEMPLATES} FOR EACH ROW EXECUTE FUNCTION {_KEEP}()",
    )
