"""Name the app of the executive view."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ExecutiveConfig(AppConfig):
    """Hold who of the bupati's office may open the page."""

    name = "services.opd.diskominfosatik.executive"
    label = "executive"
    verbose_name = _("Ringkasan pimpinan")
