"""Name the app of Diskoumperindag."""

from django.apps import AppConfig


class DiskoumperindagConfig(AppConfig):
    """Register the services of Diskoumperindag."""

    name = "services.opd.diskoumperindag"
    label = "opd_diskoumperindag"
    verbose_name = "Diskoumperindag"
