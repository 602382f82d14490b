"""Compose the portal: settings, URL map, panel; nothing of ours imports this package."""

from spbe_portal.celery import app as celery_app

__all__ = ["celery_app"]
