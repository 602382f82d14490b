"""Deploy checks: an unsafe production installation is refused with an id and a way out."""

from __future__ import annotations

import secrets
from base64 import b64encode
from typing import Any

import pytest
from django.core.checks import CheckMessage

from spbe_portal import checks

ALL = [
    checks.demo_is_never_production,
    checks.production_is_not_debugged,
    checks.production_has_a_queue,
    checks.production_knows_its_name,
    checks.keys_are_real,
    checks.production_reaches_people,
    checks.production_uses_postgresql,
    checks.production_tells_only_the_public_network,
]


def found() -> set[str]:
    messages: list[CheckMessage] = [message for check in ALL for message in check()]
    assert all(message.hint for message in messages)
    return {str(message.id) for message in messages}


def draw() -> str:
    return b64encode(secrets.token_bytes(32)).decode()


@pytest.fixture
def production(settings: Any) -> Any:
    """Make the settings those of a sound production installation."""
    settings.PRODUCTION, settings.DEMO, settings.DEBUG = True, False, False
    settings.REDIS_URL, settings.CELERY_TASK_ALWAYS_EAGER = "redis://127.0.0.1:6379/0", False
    settings.ALLOWED_HOSTS, settings.PORTAL_URL = ["portal.serangkab.go.id"], "https://portal.serangkab.go.id"
    settings.SECRET_KEY, settings.BLIND_INDEX_KEY = secrets.token_urlsafe(48), draw()
    settings.FIELD_KEYS = [f"k1:{draw()}"]
    settings.EMAIL_CHANNEL, settings.IS_POSTGRES = "smtp", True
    return settings


def test_a_sound_production_installation_is_let_through(production: Any) -> None:
    assert found() == set()


def test_a_newcomers_machine_is_let_through(settings: Any) -> None:
    settings.DEMO = True
    assert found() == set()


@pytest.mark.parametrize(
    ("name", "value", "problem"),
    [
        ("DEMO", True, "portal.E001"),
        ("DEBUG", True, "portal.E002"),
        ("REDIS_URL", "", "portal.E003"),
        ("CELERY_TASK_ALWAYS_EAGER", True, "portal.E003"),
        ("ALLOWED_HOSTS", [], "portal.E004"),
        ("ALLOWED_HOSTS", ["*"], "portal.E004"),
        ("ALLOWED_HOSTS", ["127.0.0.1", "localhost"], "portal.E004"),
        ("PORTAL_URL", "http://portal.serangkab.go.id", "portal.E005"),
        ("FIELD_KEYS", ["k1:short"], "portal.E006"),
        ("BLIND_INDEX_KEY", "short", "portal.E006"),
        ("SECRET_KEY", "django-insecure-" + "abcdefgh" * 8, "portal.E007"),
        ("SECRET_KEY", "abc123", "portal.E007"),
        ("SECRET_KEY", "please-change-me-" * 4, "portal.E007"),
        ("BLIND_INDEX_KEY", b64encode(bytes(32)).decode(), "portal.E007"),
        ("FIELD_KEYS", ["k1:" + b64encode(b"x" * 32).decode()], "portal.E007"),
        ("EMAIL_CHANNEL", "mailbox", "portal.E008"),
        ("IS_POSTGRES", False, "portal.E009"),
        ("WEBHOOK_LOCAL_RECEIVERS", {"localhost:8443"}, "portal.E010"),
    ],
)
def test_each_unsafe_setting_is_refused_by_its_own_id(production: Any, name: str, value: Any, problem: str) -> None:
    setattr(production, name, value)
    assert problem in found()
