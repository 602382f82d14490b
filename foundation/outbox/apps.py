"""Name the transactional outbox."""

from django.apps import AppConfig


class OutboxConfig(AppConfig):
    """Hold work that must happen after a commit."""

    name = "foundation.outbox"
    label = "outbox"
