"""Name the app of Kesbangpol."""

from django.apps import AppConfig


class KesbangpolConfig(AppConfig):
    """Register the services of Kesbangpol."""

    name = "services.opd.kesbangpol"
    label = "opd_kesbangpol"
