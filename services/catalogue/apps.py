"""Name the catalogue: what may be asked."""

from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules
from django.utils.translation import gettext_lazy as _


class CatalogueConfig(AppConfig):
    """Hold services and their versions; find what the OPD apps register."""

    name = "services.catalogue"
    label = "catalogue"
    verbose_name = _("Katalog layanan")

    def ready(self) -> None:
        """Import every OPD app's `registration` module, then the checks that lint what they brought."""
        autodiscover_modules("registration")
        from services.catalogue import checks  # noqa: F401
