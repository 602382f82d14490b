"""Name the app of DKBP3A."""

from django.apps import AppConfig


class Dkbp3aConfig(AppConfig):
    """Register the services of DKBP3A."""

    name = "services.opd.dkbp3a"
    label = "opd_dkbp3a"
