"""Offer people, a mail server and a way to do all due jobs."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest

from citizens.models import Party, User
from foundation.outbox.relay import Relay
from tests.citizens.notifications import smtp_server
from tests.citizens.notifications.smtp_server import SmtpServer


@pytest.fixture
def siti(db: None) -> Party:
    """Return a person with an account and an address."""
    party = Party.objects.create(name="Siti Aminah", email="siti@contoh.test")
    User.objects.create_user("siti@contoh.test", "rahasia-siti-1", party=party)
    return party


@pytest.fixture
def budi(db: None) -> Party:
    """Return a person who has only a phone."""
    party = Party.objects.create(name="Budi")
    User.objects.create_user(None, "rahasia-budi-1", phone="+6281234567890", party=party)
    return party


@pytest.fixture
def smtp(settings: Any) -> Iterator[SmtpServer]:
    """Run a mail server and make it the portal's."""
    with smtp_server.running() as server:
        settings.EMAIL_CHANNEL = "smtp"
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", server.port
        settings.EMAIL_USE_TLS, settings.EMAIL_TIMEOUT = False, 0.5
        settings.PORTAL_URL = "https://portal.serangkab.go.id"
        yield server


@pytest.fixture
def work() -> Callable[[], None]:
    """Return a function that lets the relay do what is due."""

    def until_idle() -> None:
        relay = Relay()
        while relay.step():
            pass

    return until_idle
