"""Name the app that measures the portal."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class UptimeConfig(AppConfig):
    """Hold the samples of the minutes and the lines of the days."""

    name = "foundation.uptime"
    label = "uptime"
    verbose_name = _("Ketersediaan")
