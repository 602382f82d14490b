"""Name the app that reaches people."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class NotificationsConfig(AppConfig):
    """Hold notices: inbox rows and their delivery."""

    name = "citizens.notifications"
    label = "notifications"
    verbose_name = _("Pemberitahuan")
