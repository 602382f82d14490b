"""Name the app of the satisfaction survey."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SatisfactionConfig(AppConfig):
    """Hold what people say about the services they got."""

    name = "services.satisfaction"
    label = "satisfaction"
    verbose_name = _("Kepuasan warga (SKM)")

    def ready(self) -> None:
        """Name the survey to service documents, invite applicants, and put turns behind the wall."""
        from foundation import rls
        from services.catalogue.registry import registry
        from services.requests.inviting import register_invitation
        from services.satisfaction.instrument import NAME
        from services.satisfaction.presenters.inviting import invitation
        from services.satisfaction.walls import POLICIES

        rls.walls.register(POLICIES)
        registry.surveys.add(NAME)
        register_invitation(invitation)
