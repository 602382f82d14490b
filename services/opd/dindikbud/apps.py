"""Name the app of Dindikbud."""

from django.apps import AppConfig


class DindikbudConfig(AppConfig):
    """Register the services of Dindikbud."""

    name = "services.opd.dindikbud"
    label = "opd_dindikbud"
