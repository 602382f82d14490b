"""Name the app of the inventory."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class InventoryConfig(AppConfig):
    """Hold the applications of every OPD and how far they have become one."""

    name = "services.opd.diskominfosatik.inventory"
    label = "inventory"
    verbose_name = _("Inventaris aplikasi")
