"""Build a small world for tests: agencies, people, one published service."""

from __future__ import annotations

from datetime import timedelta
from itertools import count
from typing import Any

from agencies.models import Absence, Agency, Staff, Unit
from citizens.models import Party, User
from foundation import clock
from services.catalogue.models import FunctionHolder, Service, ServiceVersion
from services.definition import document as definition
from services.requests import engine
from services.requests.actor import Actor
from services.requests.models import ServiceRequest
from tests.services.requests.documents import ANSWERS, PLAIN

__all__ = ["ANSWERS", "PLAIN", "Actor"]
_serial = count(1)


def agency(slug: str = "disdukcapil", code: str = "DKC", **extra: Any) -> Agency:
    """Return the agency of a slug, made when it is not there."""
    found, _made = Agency.objects.get_or_create(
        slug=slug, defaults={"code": code, "name": slug.title(), "short_name": slug.title(), "kind": "dinas", **extra}
    )
    return found


def citizen(name: str = "Warga Uji") -> Actor:
    """Make an account with a party and return its actor."""
    number = next(_serial)
    party = Party.objects.create(name=name, phone=f"+6281200{number:06}", email=f"warga{number}@uji.test")
    user = User.objects.create_user(email=party.email, password="sandi-uji-2026", party=party, phone=party.phone)
    return Actor.of(user)


def officer(*functions: str, at: Agency | None = None, service: Service | None = None, **extra: Any) -> Actor:
    """Make a member of staff who holds functions, for one service or for the whole agency."""
    number, home = next(_serial), at or agency()
    user = User.objects.create_user(
        email=f"petugas{number}@uji.test", password="sandi-uji-2026", is_staff=True, second_factor_required=True
    )
    region = extra.pop("region", None)
    staff = Staff.objects.create(user=user, agency=home, title=f"Petugas {number}", **extra)
    for function in functions:
        FunctionHolder.objects.create(agency=home, service=service, function=function, staff=staff, region=region)
    actor = Actor.at_desk(user)
    assert actor is not None
    return actor


def unit(home: Agency, code: str, **extra: Any) -> Unit:
    """Make a unit of an agency."""
    return Unit.objects.create(agency=home, code=code, name=code.title(), **extra)


def away(absent: Actor, substitute: Actor | None, acts_as: str = "plh", *, since: int = 0, until: int = 2) -> Absence:
    """Write down that an officer is away, from so many days ahead until so many, and who stands in."""
    assert absent.staff is not None
    today = clock.today()
    return Absence.objects.create(
        staff=absent.staff,
        substitute=substitute.staff if substitute else None,
        acts_as=acts_as,
        first_day=today + timedelta(days=since),
        last_day=today + timedelta(days=until),
    )


def publish(data: dict[str, Any] | None = None) -> ServiceVersion:
    """Publish a document as the live version of its service."""
    parsed = definition.parse(data or PLAIN)
    home = parsed.agency if isinstance(parsed.agency, str) else None
    service, _made = Service.objects.get_or_create(
        slug=parsed.slug,
        defaults={
            "code": parsed.code,
            "app": "uji",
            "title": parsed.title.id,
            "agency": agency(home, "PPA" if home == "dkbp3a" else "DKC") if home else None,
            "confidential": parsed.access.confidential,
        },
    )
    number = service.versions.count() + 1
    service.versions.filter(status="published").update(status="retired")
    version = ServiceVersion.objects.create(
        service=service,
        number=number,
        status="published",
        document=definition.to_data(parsed),
        checksum=definition.checksum(parsed),
        published_at=clock.now(),
    )
    service.live = version
    service.save()
    return version


def draft(
    version: ServiceVersion, actor: Actor, answers: dict[str, Any] | None = None, key: str = ""
) -> ServiceRequest:
    """Open a draft and answer its pages."""
    request = engine.open_draft(version=version, actor=actor, applicant=actor.party, key=key or f"draf-{next(_serial)}")
    given = ANSWERS if answers is None else answers
    for page in version.document["form"]["pages"]:
        engine.save_answers(request.pk, page["id"], given, actor)
    return request


def submitted(version: ServiceVersion, actor: Actor, answers: dict[str, Any] | None = None) -> ServiceRequest:
    """Return a request that was filed."""
    request = draft(version, actor, answers)
    engine.perform(request.pk, "ajukan", actor, key=f"kirim-{next(_serial)}")
    return ServiceRequest.objects.get(pk=request.pk)


def press(request: ServiceRequest, action: str, actor: Actor, **data: Any) -> engine.Outcome:
    """Take one action with a fresh key."""
    return engine.perform(request.pk, action, actor, data=data, key=f"tekan-{next(_serial)}")


def fresh(request: ServiceRequest) -> ServiceRequest:
    """Read a request again."""
    return ServiceRequest.objects.get(pk=request.pk)
