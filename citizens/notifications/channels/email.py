"""Hand a letter to the mail server, or to the mailbox table where no server is configured."""

from __future__ import annotations

import smtplib
from dataclasses import dataclass
from typing import Final
from urllib.parse import urlsplit
from uuid import UUID

from django.conf import settings
from django.core.mail import EmailMessage
from django.utils.translation import gettext as _

from citizens.notifications.models import MailboxLetter
from foundation.database import let_go
from foundation.outbox import PermanentFailure, TemporaryFailure

PERMANENT: Final = range(500, 600)


@dataclass(frozen=True)
class Letter:
    """Hold what is handed over; `id` stays the same in every attempt, so that a repeat can be recognised."""

    id: UUID
    to: str
    subject: str
    body: str


def hand_over(letter: Letter) -> None:
    """Hand the letter over; raises PermanentFailure when it is refused and TemporaryFailure when it may work later.

    Reasons carry the server's code only: its words often repeat the address.
    """
    if settings.EMAIL_CHANNEL == "smtp":
        let_go()
        _send(letter)
    else:
        values = {"to": letter.to, "subject": letter.subject, "body": letter.body}
        MailboxLetter.objects.get_or_create(id=letter.id, defaults=values)


def _send(letter: Letter) -> None:
    try:
        if _message(letter).send() != 1:  # Django says nothing about a letter without recipient
            raise PermanentFailure(_("surat tanpa alamat"))
    except smtplib.SMTPRecipientsRefused as error:
        codes = [code for code, _words in error.recipients.values()]
        if all(code in PERMANENT for code in codes):
            raise PermanentFailure(_answer(codes[0])) from error
        raise TemporaryFailure(_answer(codes[0])) from error
    except smtplib.SMTPDataError as error:
        if error.smtp_code in PERMANENT:
            raise PermanentFailure(_answer(error.smtp_code)) from error
        raise TemporaryFailure(_answer(error.smtp_code)) from error
    except smtplib.SMTPNotSupportedError as error:
        raise PermanentFailure(_("alamat surel tidak didukung server")) from error
    except smtplib.SMTPResponseException as error:  # greeting, sign-in or sender: ours to repair, so tried again
        raise TemporaryFailure(_answer(error.smtp_code)) from error
    except (smtplib.SMTPException, OSError) as error:
        reason = _("server surel tidak terhubung (%(name)s)") % {"name": type(error).__name__}
        raise TemporaryFailure(reason) from error
    except ValueError as error:  # an address or subject that no header can hold
        raise PermanentFailure(_("alamat surel atau judul tidak sah")) from error


def _message(letter: Letter) -> EmailMessage:
    host = urlsplit(settings.PORTAL_URL).hostname
    headers = {"Message-ID": f"<{letter.id}@{host}>", "Auto-Submitted": "auto-generated"}
    return EmailMessage(letter.subject, letter.body, settings.DEFAULT_FROM_EMAIL, [letter.to], headers=headers)


def _answer(code: int) -> str:
    return _("server surel menjawab %(code)d") % {"code": code}
