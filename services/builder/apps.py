"""Name the app in which services are configured without code."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class BuilderConfig(AppConfig):
    """Hold the screens over a draft."""

    name = "services.builder"
    label = "builder"
    verbose_name = _("Penyusun layanan")
