"""Judge all rows of a table, and write all or none of them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.contrib.admin.models import ADDITION, CHANGE, LogEntry
from django.db import transaction
from django.utils.translation import gettext as _

from foundation.imports.reading import formula_in
from foundation.imports.sheet import Importer, Outcome, Row, Verdict, refused


class NotAsPreviewed(Exception):
    """Refuse to write: at least one row is refused now, perhaps because records changed since the preview."""

    def __init__(self, verdicts: list[Verdict]) -> None:
        """Keep the fresh verdicts."""
        super().__init__("a row is refused")
        self.verdicts = verdicts


def judge(importer: Importer, rows: Sequence[Row], user: Any) -> list[Verdict]:
    """Return a verdict for every row, in order; a formula is refused before the importer sees it."""
    safe = {row.line: row for row in rows if not any(formula_in(cell) for cell in row.cells.values())}
    found = {verdict.row.line: verdict for verdict in importer.judge(list(safe.values()), user)}
    sentence = _("Baris ini berisi rumus lembar kerja. Ganti dengan nilainya.")
    return [found[row.line] if row.line in safe else refused(row, sentence) for row in rows]


def apply(importer: Importer, rows: Sequence[Row], user: Any) -> list[Verdict]:
    """Judge again and write every new or changed row in one transaction, each with its entry in the panel's log.

    Raises NotAsPreviewed, having written nothing, while a row is refused.
    """
    with transaction.atomic():
        verdicts = judge(importer, rows, user)
        if any(verdict.outcome is Outcome.REFUSED for verdict in verdicts):
            raise NotAsPreviewed(verdicts)
        written = {Outcome.NEW: [], Outcome.CHANGED: []}  # type: dict[Outcome, list[Any]]
        for verdict in verdicts:
            if verdict.write is not None:
                written[verdict.outcome].append(verdict.write())
        for outcome, flag in ((Outcome.NEW, ADDITION), (Outcome.CHANGED, CHANGE)):
            if written[outcome]:
                LogEntry.objects.log_actions(user.pk, written[outcome], flag, _("Impor CSV."))
        if any(written.values()):
            importer.after()
    return verdicts
