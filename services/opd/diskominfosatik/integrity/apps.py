"""Name the app that watches the public pages."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class IntegrityConfig(AppConfig):
    """Hold what was found on public pages that is not ours."""

    name = "services.opd.diskominfosatik.integrity"
    label = "integrity"
    verbose_name = _("Keutuhan halaman")

    def ready(self) -> None:
        """Say what Diskominfosatik is told."""
        from citizens.notifications.topics import topics
        from services.opd.diskominfosatik.integrity.alarm import register

        register(topics)
