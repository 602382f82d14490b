"""Give every template one object, `portal`: who is signed in and which pages the frame links to, each on demand."""

from __future__ import annotations

from functools import cached_property

from django.conf import settings
from django.http import HttpRequest

from agencies import helpdesk, policies
from agencies.activities import emergency
from agencies.models import Staff
from citizens.models import User
from citizens.notifications.policies import unread_of
from citizens.presenters import user_display
from services.opd.diskominfosatik.signal.policies import OFFICE
from spbe_portal import navigation

THEMES = {"gelap", "otomatis"}
THEME_COOKIE = "tema"


class Portal:
    """Answer the frame's questions; an anonymous visitor costs no query, each answer is asked at most once."""

    def __init__(self, request: HttpRequest | None = None) -> None:
        """Remember the request; without one (error pages) everything is answered as for a visitor."""
        self.request = request
        self.path = request.path if request else ""
        self.demo = bool(settings.DEMO)
        self.site = settings.PORTAL_URL

    @cached_property
    def user(self) -> User | None:
        """Return the signed-in account, if any."""
        user = getattr(self.request, "user", None)
        return user if isinstance(user, User) or (user and user.is_authenticated) else None

    @cached_property
    def canonical(self) -> str:
        """Return the one public address of this page; what somebody signed in sees has none to share."""
        return f"{self.site}{self.path}" if self.request is not None and self.user is None else ""

    @cached_property
    def user_name(self) -> str:
        """Return the name to greet by; the masked address they sign in with when they gave no name."""
        if self.user is None:
            return ""
        return user_display(self.user)

    @cached_property
    def unread(self) -> int:
        """Count notices not read yet."""
        if self.user is None:
            return 0
        return unread_of(self.user).count()

    @cached_property
    def emergency(self) -> emergency.Line:
        """Return the line above every page; error pages ask nothing, because the database may be away."""
        return emergency.current() if self.request is not None else emergency.NOTHING

    @cached_property
    def phone(self) -> str:
        """Return the telephone of the help desk, empty while nobody filled it in."""
        return helpdesk.current().phone if self.request is not None else ""

    @cached_property
    def staff(self) -> Staff | None:
        """Return the active staff role of the signed-in account, if any."""
        if self.user is None or not self.user.is_staff:
            return None
        return (
            Staff.objects.select_related("agency", "user", "executive_seat")
            .filter(user=self.user, is_active=True)
            .first()
        )

    @property
    def agency_name(self) -> str:
        """Return the short name of the agency the officer works for."""
        return self.staff.agency.short_name if self.staff else ""

    @property
    def full_path(self) -> str:
        """Return where one is with its query, to come back to after a small form of the frame."""
        return self.request.get_full_path() if self.request else ""

    @property
    def theme(self) -> str:
        """Return the panel's theme ('gelap', 'otomatis' or '' for light)."""
        chosen = self.request.COOKIES.get(THEME_COOKIE, "") if self.request else ""
        return chosen if chosen in THEMES else ""

    @property
    def demo_url(self) -> str:
        """Return where demo codes and letters are shown; empty outside the demo."""
        return navigation.address("demo") if self.demo else ""

    @property
    def complaints_url(self) -> str:
        """Return where people complain, ask and suggest; pages of every floor may lead there."""
        return navigation.address("complaints:entrance")

    @property
    def performance_url(self) -> str:
        """Return where the figures begin; those of an office or service lie below, and their pages lead there."""
        return navigation.address("performance:county")

    @property
    def login_url(self) -> str:
        """Return the sign-in page."""
        return navigation.address("account_login")

    @property
    def logout_url(self) -> str:
        """Return where signing out is posted to."""
        return navigation.address("account_logout")

    @property
    def inbox_url(self) -> str:
        """Return the inbox."""
        return navigation.address("inbox")

    @cached_property
    def nav(self) -> list[navigation.Link]:
        """Return the main menu."""
        return navigation.links(navigation.NAV, self.path)

    @cached_property
    def tabs(self) -> list[navigation.Link]:
        """Return the tab bar of phones."""
        entries = navigation.TABS_CITIZEN if self.user else navigation.TABS_VISITOR
        return navigation.links(entries, self.path)

    @cached_property
    def foot(self) -> list[navigation.Group]:
        """Return the footer's columns."""
        return navigation.groups(self.path)

    @cached_property
    def account(self) -> list[navigation.Link]:
        """Return the pages of the signed-in account."""
        extra = (navigation.PANEL,) if self.user and self.user.is_staff else ()
        return navigation.links((*navigation.ACCOUNT, *extra), self.path)

    @cached_property
    def rail(self) -> list[navigation.Link]:
        """Return the panel's rail: what this officer may open."""
        # Whoever keeps records answers for an OPD, and so for its silence.
        keeps = self.staff is not None and policies.keeps_records(self.staff)
        if self.staff is not None and self.staff.is_auditor:
            return navigation.links(navigation.RAIL_AUDITOR, self.path)
        entries = [*navigation.RAIL]
        if self.staff is not None and settings.ESIGN["url"]:
            entries += navigation.RAIL_SIGNERS
        if self.staff is not None and self.staff.agency_id == OFFICE:
            entries += navigation.RAIL_SITES
        if self.staff is not None and (self.staff.is_platform_admin or hasattr(self.staff, "executive_seat")):
            entries += navigation.RAIL_EXECUTIVE
        if keeps:
            entries += [*navigation.RAIL_KEEPER, *navigation.RAIL_ADMIN]
        if self.staff is not None and self.staff.is_platform_admin:
            entries += navigation.RAIL_PLATFORM
        return navigation.links(entries, self.path)


def portal(request: HttpRequest) -> dict[str, Portal]:
    """Put `portal` into every template that is rendered for a request."""
    return {"portal": Portal(request)}
