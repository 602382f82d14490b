"""Build a portal in which every address leads somewhere: one row of everything the panel keeps, at two agencies."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field

from django.contrib import admin
from django.test import Client

from agencies.models import Agency, DecreedYear, Holiday, Official, WorkCalendar
from citizens.models import AccessLog, IdentityCheck, Mandate, Party, Region
from foundation import clock
from services.catalogue.models import ServiceVersion
from services.requests.models import Attachment, ServiceRequest, SilenceEntry
from services.webhooks.models import Delivery, Endpoint, Topic
from tests.services.desk.world import filed, photo, with_papers
from tests.services.requests import world
from tests.signing_in import sign_in

Arguments = dict[str, str]


@dataclass
class Portal:
    """Hold who looks round, and what the arguments of an address mean at each door."""

    admin: world.Actor
    citizen: world.Actor
    version: ServiceVersion
    case: ServiceRequest  # at the admin's desk, of a citizen
    own: ServiceRequest  # of the admin as a citizen, filed
    draft: ServiceRequest  # of the admin as a citizen, still open
    clients: dict[str, Client] = field(default_factory=dict)

    def arguments(self, name: str) -> Arguments:
        """Return arguments by which an address of this name leads to something."""
        found = {"slug": self.version.service_id, "page": "lain", "kind": "libur", "code": "36.04", "number": "1"}
        area = name.partition(":")[0]
        found["pk"] = str((self.case if area.startswith("desk") else self._mine(name)).pk)
        found["action"] = "lengkap" if area.startswith("desk") else "buka-kembali"
        found["att"] = found["attachment"] = found["file"] = str(self._paper(name).pk)
        if area == "admin":
            found |= {"object_id": key_of(name), "app_label": "agencies", "content_type_id": "1", "url": "tidak/ada"}
        return found

    def _mine(self, name: str) -> ServiceRequest:
        opened = ("page", "check", "forget", "form", "answers", "files", "submit")
        return self.draft if name.rpartition(":")[2] in opened else self.own

    def _paper(self, name: str) -> Attachment:
        request = self.case if name.startswith("desk") else self._mine(name)
        return Attachment.objects.filter(request=request).first() or Attachment(request=request)


def build() -> Portal:
    """Fill the portal and sign its people in."""
    version, citizen = world.publish(with_papers()), world.citizen("Warga Biasa")
    keeper = world.officer("verifikator", "kepala", is_platform_admin=True)
    keeper.user.is_superuser = True
    keeper.user.party = Party.objects.create(name="Pengelola Uji", email=keeper.user.email or "")
    keeper.user.save()
    as_citizen = world.Actor.of(keeper.user)
    case, own = filed(version, citizen, photo()), filed(version, as_citizen, photo())
    found = Portal(keeper, citizen, version, case, own, world.draft(version, as_citizen))
    keep_records(found)
    found.clients = {"nobody": Client(), "keeper": sign_in(Client(), keeper.user)}
    for client in found.clients.values():
        client.raise_request_exception = False
    return found


def keep_records(found: Portal, home: Agency | None = None, mark: str = "Contoh", cycle: int = 0) -> None:
    """Write one row of each kind that filing alone does not write, at one agency."""
    home = home or world.agency()
    officer = world.officer(at=home)
    world.away(officer, None)
    world.unit(home, f"unit-{mark.lower()}")
    day = clock.today() + dt.timedelta(days=30 + len(mark))
    parties = [Party.objects.create(name=f"{mark} {name}") for name in ("Satu", "Dua")]
    Mandate.objects.create(principal=parties[0], agent=parties[1], relation="family", valid_from=day)
    IdentityCheck.objects.create(party=parties[0], outcome="unanswered")
    AccessLog.objects.create(party=parties[0], reader=found.admin.user, agency_code=home.code, what="request")
    Official.objects.create(agency=home, position=f"Jabatan {mark}")
    WorkCalendar.objects.get_or_create(agency=home)
    Holiday.objects.create(date=day, name=f"Libur {mark}", kind="libur_nasional")
    DecreedYear.objects.get_or_create(year=2040 + len(mark), decree=f"SKB {mark}")
    Region.objects.get_or_create(code="36.04", defaults={"kind": "regency", "name": "Kabupaten Serang"})
    SilenceEntry.objects.create(request=found.case, cycle=cycle, due_at=clock.now(), entered_at=clock.now())
    endpoint = Endpoint(agency=home, url=f"https://{mark.lower()}.contoh.test/terima", topics=[Topic.CHANGED.value])
    endpoint.renew()
    endpoint.save()
    Delivery.objects.create(endpoint=endpoint, topic=Topic.CHANGED.value)


def key_of(name: str) -> str:
    """Return the key of a row of the model an admin address is about, "1" where there is no row."""
    for model in admin.site._registry:
        if name.startswith(f"admin:{model._meta.label_lower.replace('.', '_')}_"):
            row = model._default_manager.order_by("pk").first()
            return "1" if row is None else str(row.pk)
    return "1"
