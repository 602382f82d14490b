"""Give the notices as an Atom feed (RFC 4287) that a reader keeps up to date by itself."""

from __future__ import annotations

import datetime as dt
import re
from typing import Final

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from agencies.activities import queries
from agencies.activities.answering import answer
from agencies.models import News
from foundation import clock

MOST: Final = 30
BRIEF: Final = 300  # characters of the text that a reader shows before its owner comes to the portal
_NEVER: Final = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)
_UNFIT: Final = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")  # what XML 1.0 cannot hold


@login_not_required
@require_safe
def atom(request: HttpRequest) -> HttpResponseBase:
    """Give the newest notices whose time it is."""
    return answer(request, feed(list(queries.shown_news()[:MOST])), "berita.xml", "application/atom+xml")


def feed(items: list[News]) -> bytes:
    """Return the feed; it is as old as its newest change, so that nothing new means the same bytes."""
    here = f"{settings.PORTAL_URL}{reverse('agencies:news')}"
    made = _Feed(
        title=_("Berita dan pengumuman Kabupaten Serang"),
        link=here,
        description="",
        language="id",
        feed_url=f"{settings.PORTAL_URL}{reverse('agencies:news_feed')}",
        author_name=_("Pemerintah Kabupaten Serang"),
    )
    for item in items:
        made.add_item(
            title=_fit(item.title),
            link=address(item),
            description=_fit(item.body[:BRIEF]),
            unique_id=f"urn:uuid:{item.pk}",
            author_name=_fit(item.agency.name),
            pubdate=clock.local(item.shown_from),
            updateddate=clock.local(max(item.shown_from, item.updated_at)),
            categories=[item.agency.slug],
        )
    return made.writeString("utf-8").encode()


def address(item: News) -> str:
    """Return where a notice is read, for readers and programs outside the portal."""
    return f"{settings.PORTAL_URL}{reverse('agencies:news_item', args=[item.pk])}"


class _Feed(Atom1Feed):  # type: ignore[misc,unused-ignore]
    """Say of the text that it is plain: a reader that took it for HTML would act on what somebody typed."""

    def add_item_elements(self, handler, item):  # type: ignore[no-untyped-def]
        """Write the text as plain text."""
        text, item["description"] = item["description"], None
        super().add_item_elements(handler, item)
        handler.addQuickElement("summary", text, {"type": "text"})

    def latest_post_date(self):  # type: ignore[no-untyped-def]
        """Return the newest change; of an empty feed the beginning of time, not now."""
        dates = [item["updateddate"] for item in self.items]
        return max(dates) if dates else _NEVER


def _fit(text: str) -> str:
    return _UNFIT.sub("", text)
