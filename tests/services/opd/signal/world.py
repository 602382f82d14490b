"""Build what sites stand on: every desa of the map, the published report, people of the office."""

from __future__ import annotations

from typing import Any

from citizens.models import Region
from foundation.outbox import runner
from foundation.outbox.models import Job
from services.catalogue.models import ServiceVersion
from services.catalogue.registry import registry
from services.definition.document import to_data
from services.opd.diskominfosatik.signal import actions, geo, joining
from services.opd.diskominfosatik.signal.models import SignalSite
from services.requests import engine
from services.requests.actor import Actor
from services.requests.models import ServiceRequest
from tests.services.opd.filling import filled
from tests.services.requests import world

DOCUMENT = registry.get(actions.SERVICE).document
CIKEDUNG = {"lat": -6.0812, "lng": 105.9874}  # somewhere in Mancak, no real site
METRE = 1 / 111_195  # of latitude, in degrees


def places() -> None:
    """Make every kecamatan and desa of the map."""
    top = Region.objects.create(code="36.04", kind="regency", name="Serang", folded="serang")
    atlas = geo.atlas()
    for district in atlas.districts.values():
        Region.objects.create(
            code=district.code, kind="district", name=district.name, folded=district.name.lower(), parent=top
        )
    Region.objects.bulk_create(
        Region(code=v.code, kind="village", name=v.name, folded=v.name.lower(), parent_id=v.district)
        for v in atlas.villages.values()
    )


def published() -> ServiceVersion:
    """Publish the report without its papers: files are tried where files are tested."""
    world.agency("diskominfosatik", "KOM")
    data = to_data(DOCUMENT)
    for page in data["form"]["pages"]:
        page["fields"] = [field for field in page["fields"] if field["type"] != "file"]
    return world.publish(data)


def village_of(point: dict[str, float]) -> dict[str, str]:
    """Return the address of a point, in words as a reporter gives it."""
    village, _km = geo.nearest(point["lat"], point["lng"])
    return {"kampung": "Kp. Uji Rahasia", "desa": village.code, "kecamatan": village.district}


def answers(point: dict[str, float] | None = None, **more: Any) -> dict[str, Any]:
    """Return the answers of a report at a point, or of one by whoever has no GPS."""
    chosen: dict[str, Any] = {"titik": point or "", "kampung": village_of(point or CIKEDUNG), "punya_surat_desa": False}
    return filled(DOCUMENT, **(chosen | more))


def reported(
    version: ServiceVersion, point: dict[str, float] | None = None, actor: Actor | None = None, **more: Any
) -> ServiceRequest:
    """File one report."""
    actor = actor or world.citizen()
    request = engine.open_draft(version=version, actor=actor, applicant=actor.party, key="draf")
    for page in DOCUMENT.form.pages:
        engine.save_answers(request.pk, page.id, answers(point, **more), actor)
    world.press(request, "ajukan", actor)
    return world.fresh(request)


def work() -> int:
    """Run the jobs of sites that wait; returns how many."""
    done = 0
    for job in Job.objects.filter(kind__startswith="signal.", state="waiting").order_by("id"):
        done += runner.run(job.pk)
    return done


def north(point: dict[str, float], metres: float) -> dict[str, float]:
    """Return a point so many metres north."""
    return {"lat": round(point["lat"] + metres * METRE, 6), "lng": point["lng"]}


def place(village: geo.Village, **more: Any) -> joining.Place:
    """Return what a report from the middle of a desa says."""
    given: dict[str, Any] = {
        "village": village.code,
        "district": village.district,
        "lat": village.lat,
        "lng": village.lng,
        "rough": False,
        "coverage": "tidak-ada",
        "operators": ("telkomsel",),
        "households": 40,
    }
    return joining.Place(**(given | more))


def officer() -> Actor:
    """Make somebody of the office who may work on reports."""
    return world.officer("petugas", at=world.agency("diskominfosatik", "KOM"))


def step(site: SignalSite, key: str, actor: Actor, note: str = "Diukur di tempat.", **more: Any) -> SignalSite:
    """Take one step on a site as its page shows it."""
    assert actor.user is not None
    said = actions.Said(note, **more)
    return actions.take(site.pk, key, actor.user, said, seq=SignalSite.objects.get(pk=site.pk).seq)
