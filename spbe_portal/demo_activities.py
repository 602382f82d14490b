"""Fill the demo's calendar with samples; each of them says DEMO, because none is an activity of a real office."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Final

from agencies.activities import repeating, schedule
from agencies.activities.repeating import Repeats
from agencies.models import Activity, Agency, News
from foundation import clock

MARK: Final = "DEMO: "
AHEAD: Final = dt.timedelta(days=90)
NOTE: Final = "Contoh untuk mencoba portal. Kegiatan ini tidak benar-benar diadakan."


@dataclass(frozen=True)
class Sample:
    """Describe one sample by when it is first held, counted in days from today."""

    agency: str
    title: str
    place: str
    after: int
    opens: int
    closes: int
    repeats: str = Repeats.ONCE
    capacity: int | None = None
    cancelled: str = ""


SAMPLES: Final = (
    Sample("disdukcapil", "Pelayanan keliling", "Kantor kecamatan contoh", 0, 8, 14, Repeats.WEEKLY),
    Sample("diskoumperindag", "Tera ulang timbangan pedagang", "Pasar contoh", 1, 9, 12),
    Sample("dpmptsp", "Pendampingan izin usaha kecil", "Aula contoh", 2, 9, 15, Repeats.FORTNIGHTLY, 20),
    Sample("kec-ciruas", "Posyandu", "Balai desa contoh", 3, 8, 11, Repeats.MONTHLY_DAY),
    Sample("diskominfosatik", "Survei sinyal", "Kantor kecamatan contoh", 4, 8, 10, cancelled="Contoh pembatalan."),
)


def load() -> int:
    """Make the samples whose agency is there; again makes nothing twice. Returns how many are new."""
    here = set(Agency.objects.values_list("pk", flat=True))
    known = set(Activity.objects.filter(title__startswith=MARK).values_list("title", flat=True))
    fresh = [each for each in SAMPLES if each.agency in here and MARK + each.title not in known]
    for each in fresh:
        schedule.save(_activity(each))
    _news()
    return len(fresh)


def _activity(sample: Sample) -> Activity:
    first = clock.today() + dt.timedelta(days=sample.after)
    return Activity(
        agency_id=sample.agency,
        region=Agency.objects.get(pk=sample.agency).region,
        title=MARK + sample.title,
        description=NOTE,
        place=sample.place,
        for_whom="Semua warga (contoh)",
        first_day=first,
        last_day=first,
        opens=dt.time(sample.opens),
        closes=dt.time(sample.closes),
        rule=repeating.rule_of(sample.repeats, first, [], first + AHEAD) if sample.repeats else "",
        capacity=sample.capacity,
        is_published=True,
        is_cancelled=bool(sample.cancelled),
        cancel_reason=sample.cancelled,
    )


def _news() -> None:
    title = f"{MARK}contoh pengumuman"
    if Agency.objects.filter(pk="diskominfosatik").exists() and not News.objects.filter(title=title).exists():
        News.objects.create(
            agency_id="diskominfosatik", title=title, body=NOTE, shown_from=clock.now(), is_published=True
        )
