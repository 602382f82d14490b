"""Name the transactional outbox."""

from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules
from django.utils.translation import gettext_lazy as _


class OutboxConfig(AppConfig):
    """Hold work that must happen after a commit."""

    name = "foundation.outbox"
    label = "outbox"
    verbose_name = _("Antrean kerja")

    def ready(self) -> None:
        """Let every app register its handlers."""
        autodiscover_modules("handlers")
