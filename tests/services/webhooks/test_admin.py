"""In the panel an OPD keeps its own receivers, sees a key once, and sends again what was not taken."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from agencies import actions as people
from agencies.models import Agency, Staff
from services.webhooks import actions
from services.webhooks.models import Delivery, DeliveryState, Endpoint, Topic
from tests.services.requests import world
from tests.signing_in import make_officer, sign_in

pytestmark = pytest.mark.django_db
LIST = "admin:webhooks_endpoint_changelist"


@pytest.fixture
def keeper(client: Client) -> Client:
    """Sign in an administrator of Disdukcapil."""
    user = make_officer("admin.opd@contoh.test")
    people.appoint(Staff(user=user, agency=world.agency(), is_agency_admin=True))
    return sign_in(client, user)


def endpoint(home: Agency | None = None, url: str = "https://sistem.contoh.go.id/terima") -> Endpoint:
    made = Endpoint(agency=home or world.agency(), url=url, topics=Topic.values)
    made.renew()
    made.save()
    return made


def typed(**more: Any) -> dict[str, Any]:
    plain = {"agency": "disdukcapil", "url": "https://sistem.contoh.go.id/terima", "note": "SIAK", "is_active": "on"}
    return {**plain, "topics": [Topic.DECIDED], **more}


def test_a_new_receiver_gets_a_key_that_is_shown_once(keeper: Client) -> None:
    answer = keeper.post(reverse("admin:webhooks_endpoint_add"), typed(), follow=True)
    made = Endpoint.objects.get()
    key = made.secrets()[0]
    assert key in answer.content.decode()
    assert "no-store" in answer["Cache-Control"]
    assert made.topics == [Topic.DECIDED]
    for address in (reverse(LIST), reverse("admin:webhooks_endpoint_change", args=[made.pk])):
        page = keeper.get(address).content.decode()
        assert key not in page
        assert made.secret not in page


def test_the_only_office_somebody_keeps_is_filled_in_and_one_button_leads_to_the_key(keeper: Client) -> None:
    page = keeper.get(reverse("admin:webhooks_endpoint_add")).content.decode()
    assert '<option value="disdukcapil" selected>' in page
    assert 'name="_save"' in page
    assert 'name="_addanother"' not in page
    assert 'name="_continue"' not in page


def test_a_key_says_whose_it_is_and_what_to_do_with_it(keeper: Client) -> None:
    new = keeper.post(reverse("admin:webhooks_endpoint_add"), typed(), follow=True).content.decode()
    made = Endpoint.objects.get()
    assert "Kunci alamat baru" in new
    assert made.url in new
    assert "Kirim pesan uji" in new
    assert "Kunci sebelumnya" not in new
    chosen = {"action": "renew", "_selected_action": [str(made.pk)]}
    assert (
        "Kunci sebelumnya masih berlaku satu hari." in keeper.post(reverse(LIST), chosen, follow=True).content.decode()
    )


def test_what_happened_is_told_in_words_and_can_be_chosen(keeper: Client) -> None:
    actions.ping(endpoint())
    address = reverse("admin:webhooks_delivery_changelist")
    assert "pesan uji</a>" in keeper.get(address).content.decode()
    assert "1 pengiriman" in keeper.get(address, {"topic": "ping"}).content.decode()
    assert "0 pengiriman" in keeper.get(address, {"topic": Topic.DECIDED}).content.decode()


@pytest.mark.parametrize("url", ["http://a.contoh.go.id/", "https://127.0.0.1/", "https://a.contoh.go.id:8443/"])
def test_a_dangerous_address_gets_a_sentence_and_keeps_what_was_typed(keeper: Client, url: str) -> None:
    page = keeper.post(reverse("admin:webhooks_endpoint_add"), typed(url=url)).content.decode()
    assert not Endpoint.objects.exists()
    assert "Alamat harus" in page or "Tulis nama domain" in page
    assert url in page


def test_another_opds_receivers_are_not_there(keeper: Client) -> None:
    foreign = endpoint(world.agency("dlh", "DLH"), "https://asing.contoh.go.id/")
    actions.ping(foreign)
    assert "asing" not in keeper.get(reverse(LIST)).content.decode()
    assert "asing" not in keeper.get(reverse("admin:webhooks_delivery_changelist")).content.decode()
    assert keeper.get(reverse("admin:webhooks_endpoint_change", args=[foreign.pk])).status_code == 404
    page = keeper.post(reverse("admin:webhooks_endpoint_add"), typed(agency="dlh")).content.decode()
    assert "errorlist" in page
    assert Endpoint.objects.count() == 1


def test_a_key_is_renewed_for_one_receiver_at_a_time_and_the_change_is_logged(keeper: Client) -> None:
    one, two = endpoint(), endpoint(url="https://lain.contoh.go.id/")
    before = one.secrets()
    many = {"action": "renew", "_selected_action": [str(one.pk), str(two.pk)]}
    assert "Pilih satu" in keeper.post(reverse(LIST), many, follow=True).content.decode()
    chosen = {"action": "renew", "_selected_action": [str(one.pk)]}
    page = keeper.post(reverse(LIST), chosen, follow=True).content.decode()
    one.refresh_from_db()
    assert one.secrets()[0] in page
    assert one.secrets()[1:] == before
    history = keeper.get(reverse("admin:webhooks_endpoint_history", args=[one.pk])).content.decode()
    assert "Kunci baru dibuat" in history


def test_asking_again_for_the_page_of_a_key_makes_no_other_key_and_shows_none(keeper: Client) -> None:
    one = endpoint()
    answer = keeper.post(reverse(LIST), {"action": "renew", "_selected_action": [str(one.pk)]})
    one.refresh_from_db()
    key, page = one.secrets()[0], reverse("admin:webhooks_endpoint_key", args=[one.pk])
    assert answer.status_code == 302
    assert answer["Location"] == page
    assert key not in str(dict(keeper.session))
    assert key in keeper.get(page).content.decode()
    again = keeper.get(page, follow=True)
    one.refresh_from_db()
    assert one.secrets()[0] == key
    assert key not in again.content.decode()
    assert "hanya ditampilkan satu kali" in again.content.decode()


def test_the_key_of_one_receiver_opens_no_other_one(keeper: Client) -> None:
    one, two = endpoint(), endpoint(url="https://lain.contoh.go.id/")
    foreign = endpoint(world.agency("dlh", "DLH"), "https://asing.contoh.go.id/")
    keeper.post(reverse(LIST), {"action": "renew", "_selected_action": [str(one.pk)]})
    other = keeper.get(reverse("admin:webhooks_endpoint_key", args=[two.pk]), follow=True)
    assert two.secrets()[0] not in other.content.decode()
    assert keeper.get(reverse("admin:webhooks_endpoint_key", args=[foreign.pk])).status_code == 404


def test_a_test_message_is_sent_and_a_refused_one_sent_again(keeper: Client) -> None:
    one = endpoint()
    keeper.post(reverse(LIST), {"action": "ping", "_selected_action": [str(one.pk)]})
    told = Delivery.objects.get()
    Delivery.objects.update(state=DeliveryState.REFUSED)
    again = {"action": "send_again", "_selected_action": [str(told.pk)]}
    page = keeper.post(reverse("admin:webhooks_delivery_changelist"), again, follow=True)
    assert "1 pengiriman diulang" in page.content.decode()
    told.refresh_from_db()
    assert told.state == DeliveryState.WAITING
