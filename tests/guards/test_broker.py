"""Prove that a page which talks to the broker fails its test, and that the relay may."""

import pytest
from celery import shared_task
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.urls import path

from spbe_portal.celery import app
from tests.guards.broker import BrokerInRequest


@shared_task(name="tests.guards.nothing")
def nothing() -> None:
    """Do nothing."""


def impatient(request: HttpRequest) -> HttpResponse:
    nothing.delay()
    return HttpResponse("sudah")


def by_name(request: HttpRequest) -> HttpResponse:
    app.send_task("tests.guards.nothing")
    return HttpResponse("sudah")


impatient.login_required = by_name.login_required = False  # type: ignore[attr-defined]
urlpatterns = [path("langsung", impatient), path("nama", by_name)]


@pytest.mark.urls(__name__)
@pytest.mark.parametrize("address", ["/langsung", "/nama"])
def test_a_page_that_calls_the_broker_fails_the_test(client: Client, address: str) -> None:
    with pytest.raises(BrokerInRequest, match="write an outbox job"):
        client.get(address)


def test_outside_a_request_a_task_may_be_handed_over() -> None:
    nothing.delay()
