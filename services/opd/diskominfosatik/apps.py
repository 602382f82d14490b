"""Name the app of Diskominfosatik."""

from django.apps import AppConfig


class DiskominfosatikConfig(AppConfig):
    """Register the services of Diskominfosatik."""

    name = "services.opd.diskominfosatik"
    label = "opd_diskominfosatik"
