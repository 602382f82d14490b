"""Name the app of Dinsos."""

from django.apps import AppConfig


class DinsosConfig(AppConfig):
    """Register the services of Dinsos."""

    name = "services.opd.dinsos"
    label = "opd_dinsos"
