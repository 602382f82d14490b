"""Name the app of the agencies."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AgenciesConfig(AppConfig):
    """Hold the OPD as facts: who they are, where, when, with whom."""

    name = "agencies"
    label = "agencies"
    verbose_name = _("Perangkat daerah")

    def ready(self) -> None:
        """Register what people are told about, and put who comes to an activity behind the wall."""
        from agencies import answering
        from agencies.activities import telling
        from agencies.walls import POLICIES
        from citizens.notifications.topics import topics
        from foundation import rls

        rls.walls.register(POLICIES)
        telling.register(topics)
        answering.register(topics)
