"""Name the app of complaints."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ComplaintsConfig(AppConfig):
    """Hold what goes to SP4N-LAPOR! and comes back from there."""

    name = "services.opd.diskominfosatik.complaints"
    label = "complaints"
    verbose_name = _("Aduan")

    def ready(self) -> None:
        """Listen for what an officer sends on, and put what hangs on a request behind the wall."""
        from foundation import rls
        from services.opd.diskominfosatik.complaints.actions import listen
        from services.opd.diskominfosatik.complaints.walls import POLICIES
        from services.requests.listening import register_listener

        rls.walls.register(POLICIES)
        register_listener(listen)
