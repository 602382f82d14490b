"""Name the app of Dinkes."""

from django.apps import AppConfig


class DinkesConfig(AppConfig):
    """Register the services of Dinkes."""

    name = "services.opd.dinkes"
    label = "opd_dinkes"
