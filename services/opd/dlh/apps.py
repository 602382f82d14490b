"""Name the app of DLH."""

from django.apps import AppConfig


class DlhConfig(AppConfig):
    """Register the services of DLH."""

    name = "services.opd.dlh"
    label = "opd_dlh"
    verbose_name = "DLH"
