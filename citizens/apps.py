"""Name the app of the person."""

from importlib import import_module

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CitizensConfig(AppConfig):
    """Hold people: account, party, mandate, identity."""

    name = "citizens"
    label = "citizens"
    verbose_name = _("Warga dan akun")

    def ready(self) -> None:
        """Connect the handlers and register what people are told."""
        import_module("citizens.handlers")
        from citizens import mandates
        from citizens.notifications.topics import topics

        mandates.register(topics)
