"""Name the app of public accountability."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PerformanceConfig(AppConfig):
    """Hold the public figures and what people's words have changed."""

    name = "services.performance"
    label = "performance"
    verbose_name = _("Kinerja")

    def ready(self) -> None:
        """Put what hangs on a request behind the wall."""
        from foundation import rls
        from services.performance.walls import POLICIES

        rls.walls.register(POLICIES)
