"""Name the app of issued documents."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class OutputsConfig(AppConfig):
    """Hold what a decision gives the citizen."""

    name = "services.outputs"
    label = "outputs"
    verbose_name = _("Dokumen hasil")
