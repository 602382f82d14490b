"""Name who does the jobs of notices and letters, and what is forgotten when."""

from __future__ import annotations

import datetime as dt
from typing import Final

from django.utils.translation import gettext_lazy as _

from citizens.notifications import actions
from citizens.notifications.letters import LETTER
from citizens.notifications.models import MailboxLetter
from citizens.notifications.notify import DELIVER
from foundation import clock
from foundation.outbox import handles, hourly

MAILBOX_KEPT: Final = dt.timedelta(days=30)

handles(DELIVER, gave_up=actions.give_up, says=_("mengirim pemberitahuan"))(actions.deliver)
handles(LETTER, says=_("mengirim surat keamanan akun"))(actions.send_letter)


@hourly
def empty_mailbox() -> int:
    """Delete letters of the demo mailbox after 30 days; returns how many."""
    return MailboxLetter.objects.filter(created_at__lt=clock.now() - MAILBOX_KEPT).delete()[0]
