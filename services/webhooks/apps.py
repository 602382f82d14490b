"""Name the app of outgoing webhooks."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class WebhooksConfig(AppConfig):
    """Hold what an OPD's own systems are told."""

    name = "services.webhooks"
    label = "webhooks"
    verbose_name = _("Pemberitahuan antarsistem")

    def ready(self) -> None:
        """Listen to what happens to requests, and put what was told behind the wall."""
        from foundation import rls
        from services.requests.listening import register_listener
        from services.webhooks.actions import announce
        from services.webhooks.walls import POLICIES

        rls.walls.register(POLICIES)
        register_listener(announce)
