"""Let the database refuse to rewrite a published document: requests stay on the version they began with."""

from __future__ import annotations

from typing import Final

TABLE: Final = "catalogue_serviceversion"
NAME: Final = "catalogue_version_immutable"
MESSAGE: Final = "a published version is immutable"
_CHANGED: Final = (
    "OLD.status IN ('published', 'retired') AND (NEW.checksum <> OLD.checksum OR NEW.number <> OLD.number"
    " OR NEW.service_id <> OLD.service_id OR {document} OR NEW.status IN ('draft', 'proposed'))"
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
