"""Typed readers of the environment: a value that cannot be right stops the start with a sentence that names it.

Every reader also accepts NAME_FILE, the path of a file that holds the value (container secrets).
"""

from __future__ import annotations

import json
import os
import re
import secrets
from base64 import b64encode
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

TRUE_WORDS, FALSE_WORDS = {"True", "true", "1"}, {"False", "false", "0"}


class SettingError(SystemExit):
    """Stop the start because a setting is missing or impossible."""

    def __init__(self, name: str, problem: str) -> None:
        """Compose the sentence: setting `name`, then what is wrong and what to do."""
        super().__init__(f"Setting {name}: {problem}")


def text(name: str, default: str | None = None) -> str:
    """Read a string; without a default the setting is required."""
    path = os.environ.get(f"{name}_FILE")
    if path:
        try:
            return Path(path).read_text(encoding="utf-8").strip()
        except OSError as error:
            raise SettingError(f"{name}_FILE", f"cannot read {path!r} ({error.strerror}).") from error
    value = os.environ.get(name, default)
    if value is None:
        raise SettingError(name, "is missing; set it in the environment or give its file in " + name + "_FILE.")
    return value


def flag(name: str, default: bool = False) -> bool:
    """Read a boolean: True or False, nothing else."""
    value = text(name, str(default))
    if value not in TRUE_WORDS | FALSE_WORDS:
        raise SettingError(name, f"{value!r} is neither True nor False.")
    return value in TRUE_WORDS


def number(name: str, default: int, *, low: int = 0, high: int = 10**9) -> int:
    """Read a whole number between `low` and `high`."""
    value = text(name, str(default))
    if not value.isascii() or not value.isdigit() or not low <= int(value) <= high:
        raise SettingError(name, f"{value!r} is not a whole number from {low} to {high}.")
    return int(value)


def identifier(name: str, default: str) -> str:
    """Read a name that stands in SQL as it is: small letters, digits and underscores."""
    value = text(name, default)
    if not re.fullmatch(r"[a-z_][a-z0-9_]{0,62}", value):
        raise SettingError(name, f"{value!r} is not a name of small letters, digits and underscores.")
    return value


def words(name: str, default: str = "") -> list[str]:
    """Read a list of words separated by commas."""
    return [part.strip() for part in text(name, default).split(",") if part.strip()]


def database(name: str, default: str) -> dict[str, Any]:
    """Read a database address: sqlite:///relative, sqlite:////absolute or postgres://user:pass@host:port/name."""
    value = text(name, default)
    parts = urlsplit(value)
    if parts.scheme == "sqlite":
        if len(parts.path) < 2 or parts.netloc:
            raise SettingError(name, "the SQLite address is sqlite:///file or sqlite:////absolute/file.")
        return _sqlite(parts.path[1:])
    if parts.scheme in {"postgres", "postgresql"}:
        return _postgres(name, value)
    raise SettingError(name, f"{parts.scheme!r} is not a database we know; use sqlite:/// or postgres://.")


def _sqlite(path: str) -> dict[str, Any]:
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": path,
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
        },
    }


def _postgres(name: str, value: str) -> dict[str, Any]:
    parts = urlsplit(value)
    if len(parts.path) < 2:
        raise SettingError(name, "names no database; write postgres://user@host:5432/name.")
    try:
        port = parts.port or 5432
    except ValueError as error:
        raise SettingError(name, "the port is not a number from 1 to 65535.") from error
    options: dict[str, Any] = {
        "connect_timeout": 5,
        "options": "-c statement_timeout=15000 -c lock_timeout=3000 -c idle_in_transaction_session_timeout=30000",
    }
    options.update(parse_qsl(parts.query))
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path[1:]),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": parts.hostname or "",
        "PORT": port,
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": options,
    }


def redis(name: str) -> str:
    """Read a Redis address (redis:// or rediss://), or the empty string when there is none."""
    value = text(name, "")
    if value and urlsplit(value).scheme not in {"redis", "rediss"}:
        raise SettingError(name, f"{value!r} is not an address like redis://127.0.0.1:6379/0.")
    return value


def local_keys(folder: Path) -> dict[str, str]:
    """Keep generated keys in a folder, so that a newcomer needs no setting; never used in production."""
    path = folder / "keys.json"
    if path.exists():
        return dict(json.loads(path.read_text(encoding="utf-8")))
    keys = {
        "SECRET_KEY": secrets.token_urlsafe(48),
        "FIELD_KEYS": "k1:" + b64encode(secrets.token_bytes(32)).decode(),
        "BLIND_INDEX_KEY": b64encode(secrets.token_bytes(32)).decode(),
    }
    folder.mkdir(parents=True, exist_ok=True)
    path.touch(mode=0o600)
    path.write_text(json.dumps(keys), encoding="utf-8")
    return keys
