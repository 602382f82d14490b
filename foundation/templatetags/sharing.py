"""Write the head of a page once for browsers, search engines and those who share it."""

from __future__ import annotations

import re
from typing import Final

from django import template
from django.template.base import NodeList, Parser, Token
from django.template.context import Context
from django.templatetags.static import static
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe

register = template.Library()

PICTURE: Final = "icons/bagikan.png"
LONGEST: Final = 200  # what a preview shows of a description
_TAG: Final = re.compile(r"<[^>]*>")


class HeadlineNode(template.Node):
    """Render title and description and write each at every place that wants it."""

    def __init__(self, title: NodeList, description: NodeList) -> None:
        """Keep both blocks."""
        self.title = title
        self.description = description

    def render(self, context: Context) -> SafeString:
        """Return the title, and for a page with a public address what a preview shows of it."""
        title, about = _plain(self.title.render(context)), _plain(self.description.render(context))
        portal = context.get("portal")
        canonical = getattr(portal, "canonical", "")
        written = f"<title>{title}</title>\n"
        if about:
            written += f'<meta name="description" content="{_attribute(_short(about))}">\n'
        if canonical:
            written += _preview(_attribute(title), _attribute(_short(about)), canonical, getattr(portal, "site", ""))
        return mark_safe(written)  # noqa: S308 (rendered and escaped by the template; quotes are escaped here)


@register.tag
def headline(parser: Parser, token: Token) -> HeadlineNode:
    """Wrap {% headline %}title{% about %}description{% endheadline %}."""
    title = parser.parse(("about",))
    parser.delete_first_token()
    description = parser.parse(("endheadline",))
    parser.delete_first_token()
    return HeadlineNode(title, description)


def _plain(html: str) -> str:
    return " ".join(_TAG.sub(" ", html).split())


def _attribute(html: str) -> str:
    return html.replace('"', "&quot;")


def _short(html: str) -> str:
    """Cut at a word, never inside one, so that no escaped sign is torn apart."""
    return html if len(html) <= LONGEST else html[:LONGEST].rpartition(" ")[0] + "…"


def _preview(title: str, about: str, canonical: str, site: str) -> str:
    meta = {
        "og:type": "website",
        "og:locale": "id_ID",
        "og:title": title,
        "og:description": about,
        "og:url": escape(canonical),
        "og:image": escape(site + static(PICTURE)),
    }
    link = format_html('<link rel="canonical" href="{}">\n', canonical)
    return link + "".join(f'<meta property="{name}" content="{value}">\n' for name, value in meta.items() if value)
