"""Name the app of places without signal."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SignalConfig(AppConfig):
    """Hold the sites that reports of missing signal are joined into."""

    name = "services.opd.diskominfosatik.signal"
    label = "signal"
    verbose_name = _("Peta sinyal")

    def ready(self) -> None:
        """Listen to what happens to reports, and put what joins them to a site behind the wall."""
        from foundation import rls
        from services.opd.diskominfosatik.signal.actions import listen
        from services.opd.diskominfosatik.signal.walls import POLICIES
        from services.requests.listening import register_listener

        rls.walls.register(POLICIES)
        register_listener(listen)
