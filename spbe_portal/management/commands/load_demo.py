"""Make the people of the demo."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from agencies.actions import appoint
from agencies.models import Agency, Staff, Unit
from citizens.models import Party, Region, User
from services.catalogue import documents
from services.catalogue.models import FunctionHolder, Service
from services.definition.document import Document
from services.opd.diskominfosatik.roadmap import demo as roadmap_demo
from services.opd.diskominfosatik.signal import demo as signal_demo
from services.opd.diskominfosatik.signal import seats
from services.opd.diskominfosatik.signal.models import OperatorSeat
from spbe_portal import demo_activities
from spbe_portal import demo_people as people


class Command(BaseCommand):
    """Make demo accounts, roles, second factors and function holders; again makes nothing twice."""

    help = "Membuat akun demo; menolak di luar mode demo."

    def handle(self, *args: Any, **options: Any) -> None:
        """Make everybody in one transaction; raises CommandError outside the demo."""
        if not settings.DEMO or settings.PRODUCTION:
            raise CommandError("Akun demo hanya dibuat dengan DEMO=1 dan tanpa PRODUCTION.")
        with transaction.atomic():
            for citizen in people.CITIZENS:
                self.citizen(citizen)
            live = list(Service.objects.exclude(live=None).select_related("live"))
            agencies = {officer.agency for officer in people.OFFICERS} | self.needed(live)
            self.crews = {slug: people.crew_of(slug, self.agency(slug).short_name) for slug in sorted(agencies)}
            staff = {officer.login: self.officer(officer) for crew in self.crews.values() for officer in crew}
            held = sum(self.hold(service, staff) for service in live)
            for login, name, target in people.OPERATORS:
                self.operator(login, name, target, staff["admin"].user)
            activities = demo_activities.load()
            sites = signal_demo.load()
            plans = roadmap_demo.load()
        self.stdout.write(f"akun demo: {len(people.CITIZENS)} warga, {len(staff)} petugas, {held} fungsi baru")
        self.stdout.write(f"kegiatan contoh: {activities} baru; titik sinyal DEMO: {sites} baru")
        self.stdout.write(f"inisiatif peta jalan DEMO: {plans} baru")

    def account(self, login: str, name: str) -> User:
        """Return the account of a demo person, with a confirmed address and the known password."""
        email = login + people.DOMAIN
        user = User.objects.select_related("party").filter(email=email).first() or User(email=email)
        if user.party is None:
            user.party = Party.objects.create(name=name, email=email)
        if not user.password or not user.check_password(people.PASSWORD):
            user.set_password(people.PASSWORD)
        user.save()
        EmailAddress.objects.get_or_create(user=user, email=email, defaults={"primary": True, "verified": True})
        return user

    def citizen(self, citizen: people.Citizen) -> None:
        """Make a citizen with a full profile; what was changed in the demo since stays."""
        if User.objects.filter(email=citizen.login + people.DOMAIN).exists():
            self.account(citizen.login, citizen.name)
            return
        party = self.account(citizen.login, citizen.name).party
        if party is None:  # account() has just made it
            return
        party.nik, party.birth_date, party.phone = citizen.nik, citizen.birth_date, citizen.phone
        party.street, party.hamlet, party.rt, party.rw = citizen.street, "Kampung Contoh", "001", "002"
        party.village = Region.objects.filter(pk=people.VILLAGE).first()
        party.save()

    def officer(self, officer: people.Officer) -> Staff:
        """Make an officer with a role and a second factor."""
        user = self.account(officer.login, officer.name)
        staff = Staff.objects.filter(user=user).first() or Staff(user=user)
        staff.agency = self.agency(officer.agency)
        staff.unit = self.unit(staff.agency, officer.unit)
        staff.title, staff.is_active = officer.title, True
        staff.is_agency_admin, staff.is_platform_admin = officer.rank == 2, officer.platform_admin
        staff.is_auditor = officer.auditor
        appoint(staff)
        if not Authenticator.objects.filter(user=user, type=Authenticator.Type.TOTP).exists():
            TOTP.activate(user, generate_totp_secret())
        return staff

    def operator(self, login: str, name: str, target: str, admin: User) -> None:
        """Make an account at an operator, with a second factor as every seat owes."""
        user = self.account(login, name)
        if not OperatorSeat.objects.filter(user=user).exists():
            seats.give(user.email or "", target, admin)
        if not Authenticator.objects.filter(user=user, type=Authenticator.Type.TOTP).exists():
            TOTP.activate(user, generate_totp_secret())

    @staticmethod
    def agency(slug: str) -> Agency:
        """Return an agency of the reference data; raises CommandError when they are not loaded."""
        try:
            return Agency.objects.get(pk=slug)
        except Agency.DoesNotExist as error:
            raise CommandError(f"OPD {slug} belum ada. Jalankan dulu: manage.py load_reference") from error

    @staticmethod
    def unit(agency: Agency, code: str) -> Unit | None:
        """Return a unit of an agency; the demo's own are made."""
        if not code:
            return None
        name = people.UNITS.get((agency.pk, code))
        if name:
            return Unit.objects.get_or_create(agency=agency, code=code, defaults={"name": name})[0]
        return Unit.objects.get(agency=agency, code=code)

    def hold(self, service: Service, staff: dict[str, Staff]) -> int:
        """Give every function of a service to somebody of its agency, and of the guests it asks; returns the new."""
        if service.live is None:
            return 0
        document = documents.load(service.live)
        home = service.agency_id or people.DISTRICT_OFFICE
        wanted = {(home, key) for key in document.functions} | asked(document) | receivers(document, self.crews)
        made = 0
        for agency, key in sorted(wanted):
            function = document.functions[key]
            label = function.label.id if function.label else ""
            officer = people.who_holds(self.crews[agency], key, label, signs=function.signs)
            if officer is not None:
                holder = staff[officer.login]
                region = holder.unit.region if holder.unit else None  # a village officer holds it for the village
                made += FunctionHolder.objects.get_or_create(
                    agency_id=agency, service=service, function=key, staff=holder, unit=None, region=region
                )[1]
        return made

    @staticmethod
    def needed(live: Iterable[Service]) -> set[str]:
        """Return the agencies that have a live service or are asked for a part of one."""
        found = {service.agency_id for service in live if service.agency_id}
        return found.union(
            *({agency for agency, _function in asked(documents.load(service.live))} for service in live if service.live)
        )


def asked(document: Document) -> set[tuple[str, str]]:
    """Return agency and function of every part that a document asks another agency for."""
    tasks = (task for _state, action in document.workflow.actions() for task in action.tasks)
    return {(task.agency, task.function) for task in tasks if task.agency}


def receivers(document: Document, agencies: Iterable[str]) -> set[tuple[str, str]]:
    """Return who works on what is sent to them, at every agency of the demo: no wrong door needs a right one."""
    steps = [rule for _state, rule in document.workflow.actions() if rule.type == "forward" and not rule.agencies]
    functions = {f for rule in steps if rule.to for act in document.state(rule.to).actions for f in act.by}
    return {(agency, function) for agency in agencies for function in functions & set(document.functions)}
