"""Build what complaints stand on: the published documents without papers, people, and a stand-in on a real socket."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.test import override_settings

from foundation.outbox import runner
from foundation.outbox.models import Job
from services.catalogue.models import ServiceVersion
from services.catalogue.registry import registry
from services.definition.document import to_data
from services.opd.diskominfosatik.complaints.models import CodeKind, LaporCode
from services.opd.diskominfosatik.complaints.stand_in import KEY, Desk, Stand
from services.requests import engine
from services.requests.actor import Actor
from services.requests.models import ServiceRequest
from tests.services.opd.filling import filled
from tests.services.requests import world

STORY = "Lampu jalan di depan sekolah mati sejak dua minggu, anak-anak pulang dalam gelap."


def published(slug: str = "pengaduan-layanan") -> ServiceVersion:
    """Publish one document of the entrance; files are tried where files are tested."""
    world.agency("diskominfosatik", "KOM")
    data = to_data(registry.get(slug).document)
    for page in data["form"]["pages"]:
        page["fields"] = [field for field in page["fields"] if field["type"] != "file"]
    return world.publish(data)


def filed(version: ServiceVersion, person: Actor | None = None, **more: Any) -> ServiceRequest:
    """File one complaint, from an account or without a name."""
    document = registry.get(version.service_id).document
    asked = {field.id for _page, field in document.fields() if field.type != "file"}
    answers = {"isi": STORY, "terlapor": "", "kerahasiaan": "biasa", "lokasi": "", "patokan": ""} | more
    given = {key: value for key, value in filled(document, **answers).items() if key in asked}
    actor = person or Actor("anonymous", session="a" * 64)
    request = engine.open_draft(version=version, actor=actor, applicant=actor.party, key=f"buka-{given['isi'][:20]}")
    for page, fields in document.sections():
        engine.save_answers(request.pk, page, {f.id: given[f.id] for f in fields if f.id in given}, actor)
    engine.perform(request.pk, "ajukan", actor, key="kirim")
    return world.fresh(request)


@contextmanager
def line(desk: Desk | None = None) -> Iterator[Desk]:
    """Serve a stand-in on a free port and point the portal there."""
    desk = desk or Desk()
    stand = Stand(0, desk)
    threading.Thread(target=stand.serve_forever, daemon=True).start()
    url = f"http://127.0.0.1:{stand.server_address[1]}"
    try:
        with override_settings(LAPOR={"url": url, "key": KEY, "header": "APIkey", "channel": "portal"}):
            yield desk
    finally:
        stand.shutdown()
        stand.server_close()


def work(kind: str) -> list[Job]:
    """Do the waiting jobs of one kind; returns them as they stand then."""
    jobs = [job.pk for job in Job.objects.filter(kind=kind, state="waiting").order_by("pk")]
    for pk in jobs:
        runner.run(pk)
    return list(Job.objects.filter(pk__in=jobs))


def codes() -> None:
    """Say which numbers of SP4N-LAPOR! stand for ours."""
    LaporCode.objects.create(kind=CodeKind.CATEGORY, ours="*", theirs=7)
    LaporCode.objects.create(kind=CodeKind.LOCATION, ours="*", theirs=3604)
