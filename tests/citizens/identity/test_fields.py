"""The NIK lies in the database as ciphertext only."""

from __future__ import annotations

import io
import json

import pytest
from django.core.exceptions import FieldError
from django.core.management import call_command
from django.db import connection, models

from citizens.identity.fields import index_of
from citizens.models import Party
from foundation.crypto import CryptoError

MARKED = "3604092508909117"
pytestmark = pytest.mark.django_db


def raw(party: Party) -> tuple[str, str]:
    """Return what the table really holds."""
    with connection.cursor() as cursor:
        pk = party.pk.hex if connection.vendor == "sqlite" else str(party.pk)
        cursor.execute("SELECT nik, nik_index FROM citizens_party WHERE id = %s", [pk])
        row = cursor.fetchone()
    return row[0], row[1]


def test_a_created_and_a_changed_nik_are_stored_sealed_and_read_plain() -> None:
    party = Party.objects.create(name="Siti", nik=MARKED)
    sealed, index = raw(party)
    assert MARKED not in sealed
    assert sealed.split(":")[0].isalnum()
    assert index == index_of(MARKED)
    party.nik = "3604092508909118"
    party.save()
    assert "3604092508909118" not in raw(party)[0]
    assert raw(party)[1] == index_of("3604092508909118")
    assert Party.objects.get(pk=party.pk).nik == "3604092508909118"


def test_saving_only_the_nik_saves_its_index_too() -> None:
    party = Party.objects.create(name="Siti")
    party.nik = MARKED
    party.save(update_fields=["nik"])
    assert raw(party)[1] == index_of(MARKED)


def test_many_created_at_once_are_sealed_as_well() -> None:
    party = Party.objects.bulk_create([Party(name="Siti", nik=MARKED)])[0]
    sealed, index = raw(party)
    assert MARKED not in sealed
    assert index == index_of(MARKED)


def test_the_same_nik_has_another_ciphertext_each_time_and_one_index() -> None:
    first, second = (raw(Party.objects.create(name="Siti", nik=MARKED)) for _ in range(2))
    assert first[0] != second[0]
    assert first[1] == second[1]


def test_no_nik_is_an_empty_text_with_an_empty_index() -> None:
    assert raw(Party.objects.create(name="Siti")) == ("", "")


@pytest.mark.parametrize("lookup", ["nik", "nik__startswith", "nik__in", "nik__isnull"])
def test_filtering_by_nik_is_refused(lookup: str) -> None:
    with pytest.raises(FieldError, match="nik_index"):
        list(Party.objects.filter(**{lookup: MARKED}))


def test_a_nik_is_found_by_its_index() -> None:
    party = Party.objects.create(name="Siti", nik=MARKED)
    assert Party.objects.get(nik_index=index_of(MARKED)) == party


@pytest.mark.parametrize("wrong", ["123", "36040925089091l7", "k1:abc", "٣٦٠٤٠٥٤١٠٤٩٠٠٠٠١"])
def test_anything_but_sixteen_digits_is_never_stored(wrong: str) -> None:
    with pytest.raises((ValueError, CryptoError)):
        Party.objects.create(name="Siti", nik=wrong)


def test_a_ciphertext_moved_to_another_column_does_not_open() -> None:
    party = Party.objects.create(name="Siti", nik=MARKED)
    field = Party._meta.get_field("nik")
    other = models.CharField()
    other.set_attributes_from_name("kk")
    with pytest.raises(CryptoError):
        type(field).from_db_value(_at(field, "other_table"), raw(party)[0], None, connection)


def _at(field: models.Field, table: str) -> models.Field:
    """Return the field as if it stood in another table."""
    clone = field.clone()

    class Elsewhere:
        class _meta:
            db_table = table

    clone.model, clone.column = Elsewhere, field.column  # type: ignore[assignment]
    return clone


def test_a_dump_of_the_database_holds_no_plain_nik_and_can_be_loaded() -> None:
    party = Party.objects.create(name="Siti", nik=MARKED)
    out = io.StringIO()
    call_command("dumpdata", "citizens.Party", stdout=out)
    assert MARKED not in out.getvalue()
    assert json.loads(out.getvalue())[0]["fields"]["nik"].count(":") == 1
    assert Party._meta.get_field("nik").to_python(json.loads(out.getvalue())[0]["fields"]["nik"]) == MARKED
    assert MARKED not in repr(party)
    assert MARKED not in str(party)


def test_no_table_of_a_whole_dump_holds_a_marked_nik() -> None:
    Party.objects.create(name="Siti", nik=MARKED)
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT * FROM "{table}"')
            assert MARKED not in repr(cursor.fetchall()), table


def test_a_form_made_from_the_model_never_offers_the_nik() -> None:
    assert not Party._meta.get_field("nik").editable
    assert Party._meta.get_field("nik").formfield() is not None
