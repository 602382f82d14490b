"""Remember what was loaded from the reference files, so that a correction made in the panel is never overwritten."""

from __future__ import annotations

from django.db import models


class LoadedRow(models.Model):
    """Hold the values a reference file last gave a row; a column that differs from them was corrected by a person."""

    table = models.CharField(max_length=40)
    key = models.CharField(max_length=80)
    values = models.JSONField(default=dict)
    loaded_at = models.DateTimeField(auto_now=True)

    class Meta:
        """One memory per row."""

        constraints = [models.UniqueConstraint(fields=["table", "key"], name="loaded_row_once")]

    def __str__(self) -> str:
        return f"{self.table} {self.key}"
