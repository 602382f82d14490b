"""The visible parts pages are built from; every tag names its variables, so no template meets a missing one."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

from django import template
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

register = template.Library()

# kind -> (class suffix, icon): the word always stands beside the colour and the icon.
TONES: Final = {
    "positive": ("p", "circle-check"),
    "warning": ("w", "alert-triangle"),
    "negative": ("n", "alert-circle"),
    "guide": ("g", "info-circle"),
    "pause": ("w", "player-pause"),
    "plain": ("", ""),
}
# The seven fixed phases and the word, tone and icon a citizen sees when the document gives no text of its own.
PHASES: Final = {
    "draft": ("plain", "pencil"),
    "in_process": ("guide", "clock"),
    "waiting_applicant": ("warning", "alert-triangle"),
    "approved": ("positive", "circle-check"),
    "rejected": ("negative", "circle-x"),
    "withdrawn": ("plain", "arrow-back-up"),
    "closed": ("plain", "lock"),
}


class UnknownTone(ValueError):
    """A template asks for a tone that is not positive, warning, negative, guide, pause or plain."""


def _tone(tone: str) -> tuple[str, str]:
    if tone not in TONES:
        raise UnknownTone(tone)
    return TONES[tone]


@register.inclusion_tag("components/error_summary.html")
def error_summary(errors: Iterable[Sequence[str]], title: str = "") -> dict[str, Any]:
    """List what must be mended on top of a form: pairs of (id of the control, sentence); nothing when empty."""
    rows = [{"id": error[0], "text": error[1]} for error in errors]
    return {"errors": rows, "count": len(rows), "title": title}


@register.inclusion_tag("components/badge.html")
def badge(text: str, tone: str = "plain", icon_name: str = "") -> dict[str, Any]:
    """Show a state as word + icon in a pill; tone is positive, warning, negative, guide, pause or plain."""
    suffix, default = _tone(tone)
    return {"text": text, "suffix": suffix, "icon_name": icon_name or default}


@register.inclusion_tag("components/badge.html")
def phase_badge(text: str, phase: str) -> dict[str, Any]:
    """Show a request's state text with the tone of its fixed phase."""
    tone, icon_name = PHASES[phase]
    return {"text": text, "suffix": TONES[tone][0], "icon_name": icon_name}


@register.simple_block_tag
def call(content: SafeString, tone: str = "guide", title: str = "") -> SafeString:
    """Wrap a notice: {% call 'warning' title=_('...') %}<p>...</p>{% endcall %}."""
    suffix, icon_name = _tone(tone)
    context = {"content": content, "suffix": suffix, "icon_name": icon_name or "info-circle", "title": title}
    return render_to_string("components/call.html", context)


@register.simple_block_tag
def done_panel(content: SafeString, title: str, number: str = "") -> SafeString:
    """Wrap a confirmation: what is done, its number large, then what the block says happens next."""
    return render_to_string("components/done_panel.html", {"content": content, "title": title, "number": number})


@register.simple_block_tag
def empty(content: SafeString, title: str, drawing: bool = True) -> SafeString:
    """Wrap an empty state: what will be here, and one action inside the block."""
    return render_to_string("components/empty.html", {"content": content, "title": title, "drawing": drawing})


@register.inclusion_tag("components/back.html")
def back(url: str, text: str) -> dict[str, Any]:
    """Link one step back, at the top of a page."""
    return {"url": url, "text": text}


@register.inclusion_tag("components/progress.html")
def progress(step: int, total: int, subject: str) -> dict[str, Any]:
    """Say 'Akta kelahiran · Langkah 2 dari 5' with a bar of steps."""
    return {"subject": subject, "step": step, "total": total, "bars": [i <= step for i in range(1, total + 1)]}


@register.inclusion_tag("components/summary_list.html")
def summary_list(
    section_id: str,
    title: str,
    rows: Iterable[Mapping[str, Any] | Sequence[Any]],
    change_url: str = "",
    change_text: str = "",
) -> dict[str, Any]:
    """List answers as label and value; rows are (label, value) or {label, value, num, url}."""
    shown = [
        {"label": row["label"], "value": row["value"], "num": row.get("num", False), "url": row.get("url", "")}
        if isinstance(row, Mapping)
        else {"label": row[0], "value": row[1], "num": False, "url": ""}
        for row in rows
    ]
    return {"id": section_id, "title": title, "rows": shown, "change_url": change_url, "change_text": change_text}


@register.inclusion_tag("components/facts.html")
def facts(rows: Iterable[Sequence[str]]) -> dict[str, Any]:
    """Show up to four key facts: (icon, term, value, remark)."""
    return {"rows": [{"icon": row[0], "term": row[1], "value": row[2], "remark": row[3]} for row in rows]}


@register.inclusion_tag("components/timeline.html")
def timeline(items: Iterable[Mapping[str, Any]]) -> dict[str, Any]:
    """Tell what happened: {title, at (datetime or None), who, remark, kind: done|wait|todo}, newest first."""
    return {
        "items": [
            {
                "title": item["title"],
                "at": item.get("at"),
                "who": item.get("who", ""),
                "remark": item.get("remark", ""),
                "kind": item.get("kind", "done"),
            }
            for item in items
        ]
    }


@register.inclusion_tag("components/days.html")
def days(used: Sequence[dt.date], total: int, paused: str = "") -> dict[str, Any]:
    """Draw the working-day track: one box a promised working day, filled boxes name the day they used.

    `paused` says since when and why the time stands, "" while it runs.
    """
    over = max(len(used) - total, 0)
    return {
        "used": list(used)[:total],
        "used_count": len(used),
        "left": range(min(len(used), total) + 1, total + 1),
        "left_count": max(total - len(used), 0),
        "total": total,
        "over": over,
        "paused": paused,
    }


@register.inclusion_tag("components/table.html")
def table(
    caption: str, heads: Sequence[str], rows: Iterable[Sequence[Any]], right: str = "", stacked: bool = False
) -> dict[str, Any]:
    """Show rows under heads; the first cell heads its row, `right` lists 1-based columns of numbers ('2 3').

    A `stacked` table shows the cells of a row below each other on a phone: for words, where nobody compares columns.
    """
    numeric = {int(column) for column in right.split()}
    columns = [{"text": head, "right": index in numeric} for index, head in enumerate(heads, 1)]
    body = [[{"value": cell, "right": index in numeric} for index, cell in enumerate(row, 1)] for row in rows]
    return {"caption": caption, "columns": columns, "body": body, "stacked": stacked, "id": ""}


@register.inclusion_tag("components/pager.html")
def pager(previous_url: str = "", next_url: str = "", label: str = "") -> dict[str, Any]:
    """Lead to the pages before and after (keyset pages have no numbers); nothing when there is one page."""
    return {"previous_url": previous_url, "next_url": next_url, "label": label}


@register.inclusion_tag("components/saved.html")
def saved(at: dt.datetime | None) -> dict[str, Any]:
    """Say when the answers were last stored on the server; nothing before the first time."""
    return {"at": at}


@register.inclusion_tag("components/quick_exit.html")
def quick_exit(url: str = "https://www.bmkg.go.id/") -> dict[str, Any]:
    """Offer a fast way off a confidential page: a plain link; with script it also leaves no step back."""
    return {"url": url}
