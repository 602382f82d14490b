"""Prove that repeated queries and unordered pages fail a test."""

import pytest
from django.conf import settings
from django.contrib.auth.models import Permission
from django.core.paginator import Paginator, UnorderedObjectListWarning
from django.http import HttpRequest, HttpResponse
from django.test import Client, override_settings
from django.urls import path
from zeal.errors import NPlusOneError

from foundation import keyset

pytestmark = pytest.mark.django_db


def one_query_a_row(request: HttpRequest) -> HttpResponse:
    """List permissions and ask for each one's content type by itself."""
    return HttpResponse(", ".join(p.content_type.app_label for p in Permission.objects.order_by("pk")[:5]))


def one_query_in_all(request: HttpRequest) -> HttpResponse:
    """List permissions together with their content types."""
    rows = Permission.objects.select_related("content_type").order_by("pk")[:5]
    return HttpResponse(", ".join(p.content_type.app_label for p in rows))


one_query_a_row.login_required = one_query_in_all.login_required = False  # type: ignore[attr-defined]
urlpatterns = [path("bad/", one_query_a_row), path("good/", one_query_in_all)]


def test_the_detector_is_installed_because_it_is_silent_otherwise() -> None:
    assert "zeal" in settings.INSTALLED_APPS
    assert settings.MIDDLEWARE[0] == "zeal.middleware.zeal_middleware"


def test_a_query_for_each_row_fails_the_test() -> None:
    with override_settings(ROOT_URLCONF=__name__), pytest.raises(NPlusOneError):
        Client().get("/bad/")


def test_one_query_for_all_rows_passes() -> None:
    with override_settings(ROOT_URLCONF=__name__):
        assert Client().get("/good/").status_code == 200


def test_paging_without_an_order_fails_the_test() -> None:
    with pytest.raises(UnorderedObjectListWarning):
        Paginator(Permission.objects.order_by(), 10).page(1)


def test_keyset_pages_refuse_to_be_made_without_an_order() -> None:
    with pytest.raises((ValueError, TypeError)):
        keyset.paginate(Permission.objects.all(), order=(), cursor=None)
