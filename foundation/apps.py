"""Name the ground floor."""

from django.apps import AppConfig


class FoundationConfig(AppConfig):
    """Hold what every floor stands on and no person, agency or service is named in."""

    name = "foundation"
    label = "foundation"
