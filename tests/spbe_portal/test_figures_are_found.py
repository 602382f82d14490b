"""From an office and from a service one comes to its figures."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from services.catalogue.models import Service
from tests import kept
from tests.spbe_portal.markup import Markup

pytestmark = pytest.mark.django_db


def leads(page: str, to: str) -> bool:
    """Say whether a page has a link there, and something answers at its end."""
    found = Markup(Client().get(page).content.decode()).find("a", href=to)
    return bool(found) and Client().get(to).status_code == 200


def test_an_office_leads_to_its_figures() -> None:
    kept.reference()
    assert leads(reverse("agency", args=["dinkes"]), reverse("performance:agency", args=["dinkes"]))


def test_a_service_leads_to_its_figures_and_a_confidential_one_names_none() -> None:
    kept.reference()
    kept.services()
    open_one = Service.objects.filter(live__isnull=False, confidential=False).order_by("pk")[0]
    assert leads(reverse("service", args=[open_one.pk]), reverse("performance:service", args=[open_one.code]))
    kept_one = Service.objects.filter(live__isnull=False, confidential=True).order_by("pk")[0]
    assert not leads(reverse("service", args=[kept_one.pk]), reverse("performance:service", args=[kept_one.code]))
