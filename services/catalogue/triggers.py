"""Let the database refuse to rewrite a document once proposed: approvers read it, requests stay on what was live."""

from __future__ import annotations

from typing import Final

TABLE: Final = "catalogue_serviceversion"
NAME: Final = "catalogue_version_immutable"
MESSAGE: Final = "only a draft can be rewritten"
_WHAT: Final = (
    "NEW.checksum <> OLD.checksum OR NEW.number <> OLD.number OR NEW.service_id <> OLD.service_id OR {document}"
)
# What somebody was asked to approve stays as it was read; what was live once never becomes a draft again.
_CHANGED: Final = (
    f"(OLD.status <> 'draft' AND ({_WHAT}))"
    " OR (OLD.status IN ('published', 'retired') AND NEW.status IN ('draft', 'proposed', 'approved'))"
)

SQLITE: Final = (
    f"CREATE TRIGGER {NAME} BEFORE UPDATE ON {TABLE} "
    f"WHEN {_CHANGED.format(document='NEW.document <> OLD.document')} "
    f"BEGIN SELECT RAISE(ABORT, '{MESSAGE}'); END",
)
SQLITE_DROP: Final = (f"DROP TRIGGER IF EXISTS {NAME}",)
POSTGRES: Final = (
    f"""CREATE FUNCTION {NAME}() RETURNS trigger LANGUAGE plpgsql AS
    $$ BEGIN RAISE EXCEPTION '{MESSAGE}' USING ERRCODE = 'integrity_constraint_violation'; END $$""",
    f"CREATE TRIGGER {NAME} BEFORE UPDATE ON {TABLE} FOR EACH ROW "
    f"WHEN ({_CHANGED.format(document='NEW.document::text <> OLD.document::text')}) EXECUTE FUNCTION {NAME}()",
)
POSTGRES_DROP: Final = (f"DROP TRIGGER IF EXISTS {NAME} ON {TABLE}", f"DROP FUNCTION IF EXISTS {NAME}()")


def statements(vendor: str, *, drop: bool = False) -> tuple[str, ...]:
    """Return the SQL that makes or drops the trigger on one engine ("sqlite" or "postgresql")."""
    if vendor == "postgresql":
        return POSTGRES_DROP if drop else POSTGRES
    return SQLITE_DROP if drop else SQLITE
