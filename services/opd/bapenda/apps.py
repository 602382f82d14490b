"""Name the app of Bapenda."""

from django.apps import AppConfig


class BapendaConfig(AppConfig):
    """Register the services of Bapenda."""

    name = "services.opd.bapenda"
    label = "opd_bapenda"
    verbose_name = "Bapenda"
