"""Refuse a start that would be unsafe: deploy checks with ids portal.E001 and up."""

from __future__ import annotations

import re
from typing import Any, Final
from urllib.parse import urlsplit

from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, register
from django.core.checks.security.base import SECRET_KEY_INSECURE_PREFIX, SECRET_KEY_MIN_LENGTH

from foundation import crypto

_LOCAL_HOSTS: Final = frozenset({"localhost", "testserver"})
_WEAK_KEY: Final = re.compile(r"(.)\1*|(.{1,8})\2+|.*(change|default|example|rahasia|secret).*", re.IGNORECASE)


@register(Tags.security)
def demo_is_never_production(**_: Any) -> list[CheckMessage]:
    """Refuse demo accounts with known passwords in a production installation."""
    if settings.PRODUCTION and settings.DEMO:
        return [Error("DEMO and PRODUCTION cannot both be True.", hint="Remove DEMO.", id="portal.E001")]
    return []


@register(Tags.security)
def production_is_not_debugged(**_: Any) -> list[CheckMessage]:
    """Refuse pages that print settings and source code to strangers."""
    if settings.PRODUCTION and settings.DEBUG:
        return [Error("DEBUG and PRODUCTION cannot both be True.", hint="Remove DEBUG.", id="portal.E002")]
    return []


@register(Tags.security)
def production_has_a_queue(**_: Any) -> list[CheckMessage]:
    """Refuse a production installation whose relay would run every task in its own process."""
    if settings.PRODUCTION and (not settings.REDIS_URL or settings.CELERY_TASK_ALWAYS_EAGER):
        hint = "Set REDIS_URL, for example redis://127.0.0.1:6379/0, and start Celery workers."
        return [Error("Production needs a queue, and REDIS_URL is empty.", hint=hint, id="portal.E003")]
    return []


@register(Tags.security)
def production_knows_its_name(**_: Any) -> list[CheckMessage]:
    """Refuse missing, wildcard or purely local host names, and an address of the portal that is not https."""
    if not settings.PRODUCTION:
        return []
    problems: list[CheckMessage] = []
    public = [host for host in settings.ALLOWED_HOSTS if host not in _LOCAL_HOSTS and not host.startswith("127.")]
    if not public or "*" in public:
        hint = "Name the hosts, for example ALLOWED_HOSTS=portal.serangkab.go.id."
        problems.append(Error("ALLOWED_HOSTS names no public host, or every host.", hint=hint, id="portal.E004"))
    if urlsplit(settings.PORTAL_URL).scheme != "https":
        hint = "Set PORTAL_URL, for example https://portal.serangkab.go.id; messages name it."
        problems.append(Error("PORTAL_URL is not an https address.", hint=hint, id="portal.E005"))
    return problems


@register(Tags.security)
def keys_are_real(**_: Any) -> list[CheckMessage]:
    """Refuse keys that cannot work anywhere, and keys that anybody could guess in production."""
    problems: list[CheckMessage] = []
    try:
        crypto.decrypt(crypto.encrypt("", aad="check"), aad="check")
        crypto.blind_index("", purpose="check")
    except crypto.CryptoError as error:
        hint = "A key is the base64 text of 32 random bytes: openssl rand -base64 32"
        problems.append(Error(str(error), hint=hint, id="portal.E006"))
    if settings.PRODUCTION:
        problems += [
            Error(f"{name} is a key anybody could guess.", hint="Draw a random one.", id="portal.E007")
            for name in ("SECRET_KEY", "FIELD_KEYS", "BLIND_INDEX_KEY")
            if _guessable(name)
        ]
    return problems


@register(Tags.security)
def production_reaches_people(**_: Any) -> list[CheckMessage]:
    """Refuse a production installation whose letters would stay in the demo mailbox."""
    if settings.PRODUCTION and settings.EMAIL_CHANNEL != "smtp":
        hint = "Set EMAIL_HOST, EMAIL_PORT, EMAIL_HOST_USER and EMAIL_HOST_PASSWORD."
        return [Error("No e-mail would leave this machine.", hint=hint, id="portal.E008")]
    return []


@register(Tags.security)
def production_uses_postgresql(**_: Any) -> list[CheckMessage]:
    """Refuse SQLite where several machines and workers must write at once."""
    if settings.PRODUCTION and not settings.IS_POSTGRES:
        hint = "Set DATABASE_URL, for example postgres://portal@127.0.0.1:5432/portal."
        return [Error("Production needs PostgreSQL.", hint=hint, id="portal.E009")]
    return []


@register(Tags.security)
def production_tells_only_the_public_network(**_: Any) -> list[CheckMessage]:
    """Refuse webhook receivers on the portal's own machine."""
    if settings.PRODUCTION and settings.WEBHOOK_LOCAL_RECEIVERS:
        hint = "Remove WEBHOOK_LOCAL_RECEIVERS; it is for tests and demos."
        return [Error("Webhooks may be sent to this machine.", hint=hint, id="portal.E010")]
    return []


def _guessable(name: str) -> bool:
    if name == "SECRET_KEY":
        key = str(settings.SECRET_KEY)
        return len(key) < SECRET_KEY_MIN_LENGTH or key.startswith(SECRET_KEY_INSECURE_PREFIX) or _weak(key)
    keys = settings.FIELD_KEYS if name == "FIELD_KEYS" else [settings.BLIND_INDEX_KEY]
    return any(_weak(key.partition(":")[2] or key) for key in keys)


def _weak(key: str) -> bool:
    return len(set(key)) < 8 or bool(_WEAK_KEY.fullmatch(key.rstrip("=")))
