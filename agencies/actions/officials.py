"""Change who holds an office: whoever held it makes way the day before, and nobody is written over."""

from __future__ import annotations

from django.db import transaction

from agencies import terms
from agencies.models import BESIDE, Agency, Official


class TermsClash(Exception):
    """Refuse a term that meets another one, with sentences by field."""

    def __init__(self, problems: list[terms.Problem]) -> None:
        """Keep the sentences."""
        super().__init__(" ".join(sentence for _field, sentence in problems))
        self.problems = problems


def install(official: Official) -> Official | None:
    """Save a new or changed term and return whose term it ended, if any; raises TermsClash, also in a race."""
    with transaction.atomic():
        Agency.objects.select_for_update().get(pk=official.agency_id)
        problems = terms.problems(official)
        if problems:
            raise TermsClash(problems)
        leaving = terms.predecessor(official)
        if leaving is not None:
            leaving.until = terms.last_day_before(official)
            leaving.save(update_fields=["until"])
        _take_the_empty_seat(official)
        official.save()
    return leaving


def _take_the_empty_seat(official: Official) -> None:
    """Remove the row that only kept the office's place until somebody was named."""
    if official.name and terms.has_one_holder(official) and official.until is None and official.acting != BESIDE:
        empty = Official.objects.filter(agency=official.agency_id, is_head=official.is_head, unit=official.unit_id)
        empty.filter(name="").exclude(pk=official.pk).delete()
