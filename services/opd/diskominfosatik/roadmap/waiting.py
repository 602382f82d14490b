"""Follow what waits for what, under one lock, so that no two people together close a circle."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from services.opd.diskominfosatik.roadmap.models import Dependency, Initiative
from services.opd.diskominfosatik.roadmap.ordering import circle


@transaction.atomic
def circle_with(chosen: Mapping[UUID, Iterable[UUID]], names: Mapping[UUID, str]) -> list[str]:
    """Return, in codes, a circle that `chosen` would close, given everything else that is kept; empty without one.

    The rows stay locked until the caller's transaction ends: on PostgreSQL a second writer waits here and then sees
    what the first one wrote; SQLite lets only one write at all. `names` are codes that are not kept yet.
    """
    codes = dict(Initiative.objects.select_for_update().order_by("pk").values_list("pk", "code")) | dict(names)
    needs: dict[UUID, list[UUID]] = {}
    for one, other in Dependency.objects.values_list("initiative", "needed"):
        needs.setdefault(one, []).append(other)
    wanted = {each: sorted(others, key=lambda other: codes.get(other, "")) for each, others in chosen.items()}
    # What was chosen stands first, so that the circle that is named begins with it.
    return [codes[each] for each in circle(wanted | {each: needs[each] for each in needs if each not in chosen})]


def sentence(found: Iterable[str]) -> str:
    """Say which circle it is and how to open it."""
    said = {"way": " → ".join(found)}
    return _("Ketergantungan melingkar: %(way)s. Hapus salah satunya, sebab semua akan saling menunggu.") % said
