"""Write the second wall into PostgreSQL: the app role, its privileges, and a policy for each table."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.core.management.base import CommandError
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

POLICY = "portal_scope"
# Beside the policy that says who sees a row stand three that narrow it: whoever audits writes none.
READS_ONLY = "portal_reads_only"
_WRITERS = "current_setting('portal.kind', true) IS DISTINCT FROM 'audit'"
_WRITES = {"insert": "WITH CHECK", "update": "USING", "delete": "USING"}


def role_problem(connection: BaseDatabaseWrapper) -> str:
    """Return in a sentence what keeps this login from working as the app role, "" for nothing."""
    role = settings.DATABASE_APP_ROLE
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT session_user::text, rolsuper OR rolcreaterole FROM pg_roles WHERE rolname = session_user"
        )
        login, may_create = cursor.fetchone()
        cursor.execute("SELECT rolsuper OR rolbypassrls FROM pg_roles WHERE rolname = %s", [role])
        found = cursor.fetchone()
        if found is None:
            remedy = f'CREATE ROLE "{role}" NOLOGIN; GRANT "{role}" TO "{login}";'
            return (
                ""
                if may_create
                else (
                    f"Peran basis data {role} belum ada dan {login} tidak boleh membuatnya. "
                    f"Minta pengelola PostgreSQL menjalankan: {remedy}"
                )
            )
        if found[0]:
            return (
                f"Peran basis data {role} melewati keamanan baris. Minta pengelola PostgreSQL menjalankan: "
                f'ALTER ROLE "{role}" NOSUPERUSER NOBYPASSRLS;'
            )
        if not may_set_role(cursor, role) and not may_create:
            return (
                f"{login} tidak boleh memakai peran basis data {role}. Minta pengelola PostgreSQL menjalankan: "
                f'GRANT "{role}" TO "{login}";'
            )
    return ""


def may_set_role(cursor: Any, role: str) -> bool:
    """Say whether this login may SET ROLE to `role`; before PostgreSQL 16 every member may."""
    cursor.execute("SELECT current_setting('server_version_num')::int >= 160000")
    right = "SET" if cursor.fetchone()[0] else "MEMBER"
    cursor.execute("SELECT pg_has_role(session_user, %s, %s)", [role, right])
    return bool(cursor.fetchone()[0])


def make_role(apps: Any, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Make the app role where it is missing, let this login become it, and let it use every table, now and later."""
    connection = schema_editor.connection
    if connection.vendor != "postgresql":
        return
    if problem := role_problem(connection):
        raise CommandError(problem)
    role = settings.DATABASE_APP_ROLE
    # Roles belong to the whole server: several databases may be prepared at the same moment, and one of them is first.
    schema_editor.execute("SELECT pg_advisory_xact_lock(hashtext('portal role'))", params=None)
    schema_editor.execute(
        f"""DO $$ BEGIN CREATE ROLE "{role}" NOLOGIN NOSUPERUSER NOBYPASSRLS;
        EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; END $$""",
        params=None,
    )
    with connection.cursor() as cursor:
        if not may_set_role(cursor, role):
            cursor.execute(f'GRANT "{role}" TO CURRENT_USER')
    for statement in (
        f'GRANT USAGE ON SCHEMA public TO "{role}"',
        f'GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO "{role}"',
        f'GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO "{role}"',
        f'ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO "{role}"',
        f'ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT USAGE, SELECT ON SEQUENCES TO "{role}"',
    ):
        schema_editor.execute(statement, params=None)


def drop_role(apps: Any, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Take the privileges back; the role itself may serve other databases of the same server."""
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(f'DROP OWNED BY "{settings.DATABASE_APP_ROLE}"', params=None)


def wall_off(schema_editor: BaseDatabaseSchemaEditor, policies: dict[str, str]) -> None:
    """Put tables behind the wall, for their owner too."""
    if schema_editor.connection.vendor != "postgresql":
        return
    for table, condition in policies.items():
        schema_editor.execute(f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY", params=None)
        schema_editor.execute(f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY", params=None)
        schema_editor.execute(f"DROP POLICY IF EXISTS {POLICY} ON {table}", params=None)
        schema_editor.execute(f"CREATE POLICY {POLICY} ON {table} USING ({condition})", params=None)


def let_auditors_only_read(schema_editor: BaseDatabaseSchemaEditor, tables: Iterable[str]) -> None:
    """Refuse every writing statement of an auditor on tables behind the wall."""
    if schema_editor.connection.vendor != "postgresql":
        return
    for table in tables:
        for write, clause in _WRITES.items():
            name = f"{READS_ONLY}_{write}"
            schema_editor.execute(f"DROP POLICY IF EXISTS {name} ON {table}", params=None)
            schema_editor.execute(
                f"CREATE POLICY {name} ON {table} AS RESTRICTIVE FOR {write.upper()} {clause} ({_WRITERS})", params=None
            )


def let_auditors_go(schema_editor: BaseDatabaseSchemaEditor, tables: Iterable[str]) -> None:
    """Drop what refuses an auditor's writing statements."""
    if schema_editor.connection.vendor == "postgresql":
        for table in tables:
            for write in _WRITES:
                schema_editor.execute(f"DROP POLICY IF EXISTS {READS_ONLY}_{write} ON {table}", params=None)


def take_down(schema_editor: BaseDatabaseSchemaEditor, policies: dict[str, str]) -> None:
    """Take the wall down again."""
    if schema_editor.connection.vendor != "postgresql":
        return
    for table in policies:
        schema_editor.execute(f"DROP POLICY IF EXISTS {POLICY} ON {table}", params=None)
        schema_editor.execute(f"ALTER TABLE {table} NO FORCE ROW LEVEL SECURITY", params=None)
        schema_editor.execute(f"ALTER TABLE {table} DISABLE ROW LEVEL SECURITY", params=None)
