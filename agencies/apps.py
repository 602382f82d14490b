"""Name the app of the agencies."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AgenciesConfig(AppConfig):
    """Hold the OPD as facts: who they are, where, when, with whom."""

    name = "agencies"
    label = "agencies"
    verbose_name = _("Perangkat daerah")

    def ready(self) -> None:
        """Register what people who come to an activity and those who propose changes are told about."""
        from agencies import answering
        from agencies.activities import telling
        from citizens.notifications.topics import topics

        telling.register(topics)
        answering.register(topics)
