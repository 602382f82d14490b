"""Issue many documents at once and in other processes, and say whether the register and the disk are whole."""

from __future__ import annotations

import os
import queue
import signal
import subprocess
import sys
import threading
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import OperationalError, connection

from foundation.outbox import TemporaryFailure
from services.catalogue.models import ServiceVersion
from services.outputs.models import Credential, Output, OutputNumber, OutputStatus
from services.outputs.rendering import preparing
from services.requests import engine
from services.requests.actor import Actor
from services.requests.files import private_path
from services.requests.models import ServiceRequest
from services.requests.uploads.disk import FOLDER
from tests.services.requests import world
from tests.workers import ROOT, environment

TRIES = 60
HALTING = ROOT / "tests" / "services" / "outputs" / "rendering" / "halting.py"


@dataclass(frozen=True)
class Office:
    """Hold one service that issues documents of the portal's own, and who decides there."""

    version: ServiceVersion
    verifier: Actor
    head: Actor

    def waiting(self, number: int) -> list[ServiceRequest]:
        """File requests, each by somebody else, until they wait for the head."""
        return [self._filed(world.citizen(f"Warga Uji {each}")) for each in range(number)]

    def _filed(self, citizen: Actor) -> ServiceRequest:
        request = world.submitted(self.version, citizen)
        world.press(request, "lengkap", self.verifier)
        return world.fresh(request)

    def approve(self, request: ServiceRequest) -> UUID:
        """Decide with the document as it stands."""
        draft = preparing.prepare(request, "izin", self.head.user)
        data = {"output": str(draft.pk), "sha256": draft.content_sha256}
        engine.perform(request.pk, "setujui", self.head, data=data, key=f"setujui-{request.pk}")
        return draft.pk


def office(document: dict[str, Any]) -> Office:
    """Open one."""
    version = world.publish(document)
    return Office(version, world.officer("verifikator"), world.officer("kepala"))


def at_once(work: Callable[[Any], Any], items: Sequence[Any], width: int) -> list[Any]:
    """Do a piece of work on every item, so many at a time, and return the results in the order of the items."""
    todo: queue.SimpleQueue[int] = queue.SimpleQueue()
    for index in range(len(items)):
        todo.put(index)
    results: list[Any] = [None] * len(items)
    begin = threading.Barrier(width)

    def run() -> None:
        begin.wait()
        try:
            while True:
                index = todo.get_nowait()
                try:
                    results[index] = patiently(work, items[index])
                except Exception as error:  # told to whoever asked for it
                    results[index] = error
        except queue.Empty:
            return
        finally:
            connection.close()

    threads = [threading.Thread(target=run) for _each in range(width)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return results


def patiently(work: Callable[[Any], Any], item: Any) -> Any:
    """Try again what a worker would try again: a busy database, a number that others kept taking."""
    for _try in range(TRIES):
        try:
            return work(item)
        except (OperationalError, TemporaryFailure, engine.Stale):
            connection.close()
    return work(item)


def problems(before: frozenset[str] = frozenset(), agency: str = "disdukcapil") -> list[str]:
    """Return what is wrong with register, rows and disk; [] when every number, document and file is in its place.

    `before` are the files that others left on this disk.
    """
    found = []
    issued = list(Output.objects.filter(status=OutputStatus.ISSUED).exclude(template="").select_related("entry"))
    taken = list(OutputNumber.objects.filter(agency=agency).order_by("seq").values_list("seq", flat=True))
    if taken != list(range(1, len(issued) + 1)):
        found.append(f"{len(issued)} documents bear the numbers {taken}")
    numbers = Counter(output.number for output in issued)
    found += [f"number {number} was given {count} times" for number, count in numbers.items() if count > 1]
    found += [f"{each.pk} bears {each.number}" for each in issued if each.number.split("/")[1] != str(each.entry.seq)]
    if Credential.objects.count() != len(issued):
        found.append(f"{Credential.objects.count()} codes for {len(issued)} documents")
    return found + _files(issued, before)


def _files(issued: list[Output], before: frozenset[str]) -> list[str]:
    """Return which files are missing or belong to nobody; one of a document still to be made lies in its own place."""
    named = set(Output.objects.values_list("path", flat=True))
    there = set(files())
    missing = [f"{each.pk} has no file" for each in issued if each.path not in there]
    return missing + [f"{path} belongs to no document" for path in sorted(there - named - before)]


def files() -> Iterator[str]:
    """Yield every file below the folder of stored files, as rows name them; one half written belongs to its place."""
    root = Path(settings.PRIVATE_ROOT).resolve()
    for path in private_path(FOLDER).rglob("*"):
        if path.is_file():
            yield str(path.with_suffix("").relative_to(root))


def half_written() -> list[Path]:
    """Return the files that were begun and never finished."""
    return list(private_path(FOLDER).rglob("*.part"))


@contextmanager
def halting(output: UUID) -> Iterator[subprocess.Popen[str]]:
    """Run a process that typesets a document and stops just before it would issue it; it is killed afterwards."""
    command = [sys.executable, str(HALTING), str(output)]
    here = environment() | {"PYTHONPATH": str(ROOT), "REDIS_URL": ""}
    child = subprocess.Popen(command, cwd=ROOT, env=here, stdout=subprocess.PIPE, text=True, process_group=0)
    try:
        assert child.stdout is not None
        assert child.stdout.readline().strip() == "typeset"
        yield child
    finally:
        kill(child)


def kill(child: subprocess.Popen[Any]) -> None:
    """End a process and its children at once, as a power cut would."""
    if child.poll() is None:
        os.killpg(child.pid, signal.SIGKILL)
    child.wait(10)
    if child.stdout is not None:
        child.stdout.close()
