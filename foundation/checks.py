"""Ask PostgreSQL whether the second wall stands (`manage.py check --database default`)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.apps import apps
from django.conf import settings
from django.core.checks import CheckMessage, Error
from django.db import DEFAULT_DB_ALIAS, connection
from django.utils.translation import gettext as _

from foundation import rls
from foundation.rls_schema import may_set_role, role_problem


def walls_stand(app_configs: Any = None, databases: Sequence[str] | None = None, **kwargs: Any) -> list[CheckMessage]:
    """Return what keeps PostgreSQL from guarding the requests; nothing while its tables are not made yet."""
    if DEFAULT_DB_ALIAS not in (databases or []) or connection.vendor != "postgresql":
        return []
    migrating = rls.current() == rls.OWNER
    with rls.use(rls.OWNER):
        if problem := role_problem(connection):
            return [Error(problem, id="foundation.E001")]
        return [] if migrating else [*_open_tables(), *_closed_tables()]


def _open_tables() -> list[CheckMessage]:
    """Return the tables that stand without their wall."""
    asked = "SELECT relname FROM pg_class WHERE relname = ANY(%s) AND NOT (relrowsecurity AND relforcerowsecurity)"
    with connection.cursor() as cursor:
        cursor.execute(asked, [sorted(rls.walls.tables)])
        names = [row[0] for row in cursor.fetchall()]
    return [
        Error(
            _("Tabel %(name)s belum dijaga keamanan baris. Jalankan: manage.py migrate.") % {"name": name},
            id="foundation.E002",
        )
        for name in sorted(names)
    ]


def _closed_tables() -> list[CheckMessage]:
    """Return the tables the app role cannot use, and the role itself where this login may not become it."""
    role = settings.DATABASE_APP_ROLE
    tables = sorted({model._meta.db_table for model in apps.get_models() if model._meta.managed})
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT relname FROM pg_class WHERE relname = ANY(%s) AND relkind = 'r' AND EXISTS "
            "(SELECT 1 FROM pg_roles WHERE rolname = %s) AND NOT has_table_privilege(%s, oid, 'SELECT')",
            [tables, role, role],
        )
        names = ", ".join(sorted(row[0] for row in cursor.fetchall()))
        cursor.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [role])
        usable = cursor.fetchone() is None or may_set_role(cursor, role)
    found: list[CheckMessage] = []
    if names:
        sentence = _("Peran %(role)s tidak boleh membaca: %(names)s. Pemilik tabel harus menjalankan: %(remedy)s")
        remedy = f'GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO "{role}";'
        found.append(Error(sentence % {"role": role, "names": names, "remedy": remedy}, id="foundation.E003"))
    if not usable:
        sentence = _("Akun basis data ini tidak boleh memakai peran %(role)s. Jalankan: manage.py migrate.")
        found.append(Error(sentence % {"role": role}, id="foundation.E004"))
    return found
