"""Name the staff's desk."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DeskConfig(AppConfig):
    """Hold the queue and the work page of agency staff."""

    name = "services.desk"
    label = "desk"
    verbose_name = _("Meja petugas")
