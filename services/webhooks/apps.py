"""Name the app of outgoing webhooks."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class WebhooksConfig(AppConfig):
    """Hold what an OPD's own systems are told."""

    name = "services.webhooks"
    label = "webhooks"
    verbose_name = _("Pemberitahuan antarsistem")

    def ready(self) -> None:
        """Listen to what happens to requests."""
        from services.requests.listening import register_listener
        from services.webhooks.actions import announce

        register_listener(announce)
