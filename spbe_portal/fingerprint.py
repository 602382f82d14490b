"""Tell whether files, or the database they were loaded into, changed since a step last ran."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from pathlib import Path

from django.db import connection

SKIPPED = {"__pycache__", "tests", ".git"}


def of_files(paths: Iterable[Path]) -> str:
    """Return the SHA-256 over the names and contents of files and, recursively, of folders."""
    digest = hashlib.sha256()
    for path in paths:
        files = [path] if path.is_file() else sorted(p for p in path.rglob("*") if p.is_file())
        for file in files:
            if not SKIPPED & set(file.parts) and file.suffix != ".pyc":
                digest.update(f"{file}\0".encode() + hashlib.sha256(file.read_bytes()).digest())
    return digest.hexdigest()


def of_database() -> str:
    """Return what tells this database from one made anew at the same address: when its first migration ran."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT MIN(applied) FROM django_migrations")
        row = cursor.fetchone()
    return str(row[0]) if row else ""
