"""Name the app of public information."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PpidConfig(AppConfig):
    """Hold the list of public information."""

    name = "services.opd.diskominfosatik.ppid"
    label = "ppid"
    verbose_name = _("Informasi publik (PPID)")
