"""Name the app of Dishub."""

from django.apps import AppConfig


class DishubConfig(AppConfig):
    """Register the services of Dishub."""

    name = "services.opd.dishub"
    label = "opd_dishub"
