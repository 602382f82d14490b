"""Name the app of what was asked."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class RequestsConfig(AppConfig):
    """Hold requests and the one door through which they change."""

    name = "services.requests"
    label = "requests"
    verbose_name = _("Permohonan")

    def ready(self) -> None:
        """Register what applicants are told about, and the tables that PostgreSQL guards."""
        from citizens.notifications.topics import topics
        from foundation import rls
        from services.catalogue.registry import registry
        from services.requests import walls
        from services.requests.effects import effects
        from services.requests.engine.listeners import HookEffect
        from services.requests.engine.objections import ParentEffect
        from services.requests.topics import CODES, SAYABLE, register, variables_of

        rls.walls.register(walls.POLICIES)
        register(topics)
        if "hook" not in effects:
            effects.register("hook", HookEffect())
            effects.register("parent", ParentEffect())
        for code in CODES:
            registry.register_notice(code, variables_of(code), SAYABLE)
