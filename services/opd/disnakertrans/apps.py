"""Name the app of Disnakertrans."""

from django.apps import AppConfig


class DisnakertransConfig(AppConfig):
    """Register the services of Disnakertrans."""

    name = "services.opd.disnakertrans"
    label = "opd_disnakertrans"
    verbose_name = "Disnakertrans"
