"""Hold the code to the import contracts and the same staircase for what is named by strings."""

from tests.architecture.checking import ROOT, lint_imports, wrong_references
from tests.architecture.staircase import Project


def test_all_import_contracts_hold() -> None:
    held, report = lint_imports()
    assert held, report


def test_no_string_reference_runs_upward_or_sideways() -> None:
    found = wrong_references()
    assert not found, "\n".join(map(str, found))


def test_the_walker_knows_every_app_by_its_label() -> None:
    labels = Project(ROOT).labels
    assert labels["citizens"] == "citizens"
    assert labels["catalogue"] == "services.catalogue"
    assert labels["opd_kecamatan"] == "services.opd.kecamatan"


def test_the_walker_knows_who_answers_each_namespace() -> None:
    owners = Project(ROOT).url_owners
    assert owners["catalogue:"] == "services.catalogue"
    assert owners["desk:"] == "services.desk"


def test_who_may_know_whom() -> None:
    may = Project(ROOT).may_know
    assert may("spbe_portal.urls", "services.desk.views")
    assert may("services.desk.views", "services.requests.engine")
    assert may("services.opd.kecamatan.hooks", "services.opd.kecamatan.models")
    assert may("citizens.actions", "citizens.notifications.notify")
    assert not may("services.requests.engine", "services.desk.views")
    assert not may("agencies.models", "services.catalogue.models")
    assert not may("services.opd.kecamatan.hooks", "services.opd.dkbp3a.hooks")
    assert not may("foundation.crypto", "spbe_portal.settings")
