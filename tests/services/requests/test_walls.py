"""Whatever hangs on a request, and who comes to an activity, is placed behind PostgreSQL's wall."""

from __future__ import annotations

from django.apps import apps
from django.db import models

from agencies.models import Participant
from foundation import rls
from services.requests.models import ServiceRequest


def hanging_on(roots: set[type[models.Model]]) -> set[type[models.Model]]:
    """Return the models that point at one of `roots`, or at a model that does."""
    everyone = apps.get_models(include_auto_created=True)
    found = set(roots)
    while True:
        more = {
            model
            for model in everyone
            for field in model._meta.get_fields()
            if isinstance(field, models.ForeignKey) and field.related_model in found
        }
        if more <= found:
            return found
        found |= more


def test_whatever_hangs_on_a_request_or_says_who_comes_is_behind_the_wall() -> None:
    owed = {model._meta.db_table for model in hanging_on({ServiceRequest, Participant})}
    open_tables = owed - rls.walls.tables
    assert not open_tables, f"register a policy for {sorted(open_tables)} (services/requests/walls.py shows how)"
    assert rls.walls.tables <= owed
