"""Name the app of DPMPTSP."""

from django.apps import AppConfig


class DpmptspConfig(AppConfig):
    """Register the services of DPMPTSP."""

    name = "services.opd.dpmptsp"
    label = "opd_dpmptsp"
    verbose_name = "DPMPTSP"
