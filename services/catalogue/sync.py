"""Bring registered documents into the database: a new version where a document changed, nothing else touched."""

from __future__ import annotations

from dataclasses import dataclass, field

from django.db import transaction

from foundation import clock
from services.catalogue.models import Service, ServiceVersion, Source, VersionStatus
from services.catalogue.publishing import describe, next_number, replace_live
from services.catalogue.registry import Registered, Registry
from services.catalogue.world import DatabaseWorld
from services.definition.document import to_data
from services.definition.lint import lint
from services.definition.lint.finding import PEOPLE


@dataclass
class Report:
    """Hold what one sync did, by slug, and the sentences of what it refused or wants looked at."""

    added: list[str] = field(default_factory=list)
    renewed: list[str] = field(default_factory=list)
    unchanged: list[str] = field(default_factory=list)
    withdrawn: list[str] = field(default_factory=list)
    returned: list[str] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)
    people: list[str] = field(default_factory=list)


def sync(registry: Registry) -> Report:
    """Publish new and changed documents, withdraw what no app registers any more; opening times stay as configured."""
    report = Report(refused=[str(broken) for broken in registry.broken])
    world = DatabaseWorld(registry)
    for registered in registry:
        problems = _problems(registered, world, report)
        if problems:
            report.refused += problems
        else:
            with transaction.atomic():
                _bring(registered, report)
    _withdraw(registry, report)
    return report


def _problems(registered: Registered, world: DatabaseWorld, report: Report) -> list[str]:
    """Return the sentences that keep a document from being published; unheld functions are only told."""
    document, found = registered.document, []
    for finding in lint(document, world):
        if finding.code in PEOPLE:
            report.people.append(f"{document.slug}: {finding.message}")
        elif finding.severity == "error":
            found.append(f"{registered.path}: {finding.path}: {finding.message}")
    taken = Service.objects.filter(code=document.code).exclude(slug=document.slug).first()
    if taken is not None:
        found.append(f"{registered.path}: the code {document.code} belongs to the service {taken.slug!r}.")
    panel = Service.objects.filter(slug=document.slug, source=Source.PANEL).exists()
    if panel:
        found.append(f"{registered.path}: {document.slug!r} is configured in the panel; rename one of the two.")
    return found


def _bring(registered: Registered, report: Report) -> None:
    document = registered.document
    service, created = Service.objects.get_or_create(
        slug=document.slug, defaults={"code": document.code, "source": Source.FILE, "title": document.title.id}
    )
    service = Service.objects.select_for_update().get(pk=service.pk)
    live = ServiceVersion.objects.filter(service=service, status=VersionStatus.PUBLISHED).first()
    if live is None or live.checksum != registered.checksum:
        live = _publish(service, registered)
        (report.added if created else report.renewed).append(service.slug)
    else:
        report.unchanged.append(service.slug)
    if service.withdrawn_at is not None:
        service.withdrawn_at = None
        report.returned.append(service.slug)
    describe(service, document)
    service.app, service.source = registered.app, Source.FILE
    service.live = live
    service.save()


def _publish(service: Service, registered: Registered) -> ServiceVersion:
    replace_live(service)
    return ServiceVersion.objects.create(
        service=service,
        number=next_number(service),
        status=VersionStatus.PUBLISHED,
        document=to_data(registered.document),
        checksum=registered.checksum,
        published_at=clock.now(),
        note=f"services/opd/{registered.app}/documents/{registered.path.name}",
    )


def _withdraw(registry: Registry, report: Report) -> None:
    """Close what vanished from an app that still exists; a broken file is no reason to withdraw its service."""
    broken = {each.app for each in registry.broken}
    gone = Service.objects.filter(source=Source.FILE, withdrawn_at__isnull=True)
    for service in gone:
        if service.slug not in registry and service.app not in broken:
            service.withdrawn_at = clock.now()
            service.save(update_fields=["withdrawn_at"])
            report.withdrawn.append(service.slug)
