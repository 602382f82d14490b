"""Store a NIK as ciphertext and find it by a blind index only (UU 27/2022 art. 35)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NoReturn

from django.core.exceptions import FieldError
from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper

from foundation import crypto

if TYPE_CHECKING:
    _TextField = models.CharField[str, str]
else:
    _TextField = models.CharField  # at run time Django's fields take no type parameters

PURPOSE = "nik"
NIK_LENGTH = 16


def index_of(nik: str) -> str:
    """Return the blind index that stands for a NIK of 16 digits, or "" for no NIK."""
    return crypto.blind_index(nik, purpose=PURPOSE) if nik else ""


class EncryptedNikField(_TextField):
    """Hold a NIK in plain in memory and only as "key id:ciphertext" in the database; never offered by a ModelForm."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs |= {"max_length": 255, "editable": False}
        super().__init__(*args, **kwargs)

    @property
    def aad(self) -> str:
        """Bind the ciphertext to its column, so that it cannot be moved to another."""
        return f"{self.model._meta.db_table}.{self.column}"

    def from_db_value(self, value: str | None, expression: Any, connection: BaseDatabaseWrapper) -> str:
        """Open the ciphertext; raises foundation.crypto.CryptoError when it was altered or its key is gone."""
        return crypto.decrypt(value, aad=self.aad) if value else ""

    def get_db_prep_save(self, value: Any, connection: BaseDatabaseWrapper) -> Any:
        """Seal the plain NIK on its way into the database; raises ValueError for anything but 16 digits or nothing."""
        if value and not (len(value) == NIK_LENGTH and value.isascii() and value.isdigit()):
            raise ValueError("a NIK is stored as 16 digits")
        # Not through super(): CharField would hand the ciphertext to to_python(), which opens it again.
        return crypto.encrypt(value, aad=self.aad) if value else ""

    def value_to_string(self, obj: models.Model) -> str:
        """Give serializers the ciphertext, so that dumpdata never prints a NIK."""
        value = self.value_from_object(obj)
        return crypto.encrypt(value, aad=self.aad) if value else ""

    def to_python(self, value: Any) -> Any:
        """Accept a plain NIK, or the ciphertext that value_to_string gave."""
        if isinstance(value, str) and ":" in value:
            return crypto.decrypt(value, aad=self.aad)
        return super().to_python(value)

    def get_lookup(self, lookup_name: str) -> NoReturn:
        """Refuse every filter: the same NIK has another ciphertext each time."""
        raise FieldError("A NIK cannot be filtered; compare nik_index with citizens.identity.fields.index_of().")


class NikIndexField(_TextField):
    """Keep the blind index of a NIK field beside it, computed at every save and bulk_create."""

    def __init__(self, *args: Any, source: str = "nik", **kwargs: Any) -> None:
        self.source = source
        kwargs |= {"max_length": 64, "blank": True, "default": "", "editable": False}
        super().__init__(*args, **kwargs)

    def deconstruct(self) -> Any:
        """Tell migrations which field is indexed."""
        name, path, args, kwargs = super().deconstruct()
        return name, path, args, kwargs | {"source": self.source}

    def pre_save(self, model_instance: models.Model, add: bool) -> str:
        """Compute the index from the NIK that is being saved."""
        value = index_of(getattr(model_instance, self.source))
        setattr(model_instance, self.attname, value)
        return value
