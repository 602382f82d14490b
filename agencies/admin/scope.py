"""Hold every admin page of the agencies to the account's scope: lists, forms and choices alike."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from django.contrib import admin
from django.db.models import ForeignKey, Model, QuerySet
from django.http import HttpRequest

from agencies import policies
from agencies.models import Agency, Staff, Unit

if TYPE_CHECKING:
    _Admin = admin.ModelAdmin[Any]
else:
    _Admin = admin.ModelAdmin


def scoped(model: type[Model], user: Any) -> QuerySet[Any]:
    """Return the rows of Agency, Unit or Staff an account may choose from."""
    scope = policies.managed_agencies(user)
    rows = model._default_manager.all()
    if scope is None:
        return rows
    path = "pk__in" if model is Agency else "agency__in"
    return rows.filter(**{path: scope})


class ScopedAdmin(_Admin):
    """Show and change only rows of agencies that the account manages; nobody deletes what history refers to."""

    # Where a row's agency stands, as a look-up and as attributes; "" means the row itself is the agency.
    agency_path: ClassVar[str] = "agency"
    # Rows without an agency, and models without one, belong to Diskominfosatik.
    platform_only: ClassVar[bool] = False
    removable: ClassVar[bool] = False

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        """Return the rows of the account's agencies."""
        rows = super().get_queryset(request)
        scope = self.reach(request)
        if scope is None:
            return rows
        if self.platform_only:
            return rows.none()
        return rows.filter(**{f"{self.agency_path}__in" if self.agency_path else "pk__in": scope})

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, Any]:
        """Fill in the agency for whoever keeps one alone."""
        given, scope = super().get_changeform_initial_data(request), policies.managed_agencies(request.user)
        return given if scope is None or len(scope) != 1 else {"agency": next(iter(scope)), **given}

    def reach(self, request: HttpRequest) -> frozenset[str] | None:
        """Return the agencies whose rows the account sees here; None means all of them."""
        return policies.managed_agencies(request.user)

    def has_module_permission(self, request: HttpRequest) -> bool:
        """Show the model to those who manage at least one agency of it."""
        if self.platform_only:
            return policies.is_platform_admin(request.user)
        return policies.managed_agencies(request.user) != frozenset()

    def has_view_permission(self, request: HttpRequest, obj: Any | None = None) -> bool:
        """Let the row's keepers see it."""
        return self._keeps(request, obj)

    def has_change_permission(self, request: HttpRequest, obj: Any | None = None) -> bool:
        """Let the row's keepers change it."""
        return self._keeps(request, obj)

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Let keepers add rows; the form offers only their own agencies."""
        return self._keeps(request, None)

    def has_delete_permission(self, request: HttpRequest, obj: Any | None = None) -> bool:
        """Let keepers remove only rows that nothing refers to."""
        return self.removable and self._keeps(request, obj)

    def formfield_for_foreignkey(self, db_field: ForeignKey[Any, Any], request: HttpRequest, **kwargs: Any) -> Any:
        """Offer only agencies, units and staff inside the account's scope."""
        related: Any = db_field.related_model
        if related in (Agency, Unit, Staff) and "queryset" not in kwargs:
            kwargs["queryset"] = scoped(related, request.user)
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def _keeps(self, request: HttpRequest, obj: Any | None) -> bool:
        if self.platform_only:
            return policies.is_platform_admin(request.user)
        if obj is None:
            return self.has_module_permission(request)
        return policies.manages(request.user, self._agency_of(obj))

    def _agency_of(self, obj: Any) -> str | None:
        for name in self.agency_path.split("__") if self.agency_path else ():
            obj = getattr(obj, name)
        return obj.pk if obj is not None else None
