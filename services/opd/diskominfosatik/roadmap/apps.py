"""Name the app of the roadmap."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class RoadmapConfig(AppConfig):
    """Hold initiatives with their budgets, studies, and what the law asks of each OPD."""

    name = "services.opd.diskominfosatik.roadmap"
    label = "roadmap"
    verbose_name = _("Peta jalan")
