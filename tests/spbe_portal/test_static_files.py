"""A script asks for exactly the version of the other script that it was collected with."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

from django.conf import settings

from spbe_portal.static_files import Storage

SCRIPTS = ("js/conditions.js", "js/form.js")


def test_a_script_imports_the_other_by_the_name_of_its_content(tmp_path: Path) -> None:
    storage = Storage(location=str(tmp_path), base_url="/static/")
    for name in SCRIPTS:
        (tmp_path / name).parent.mkdir(exist_ok=True)
        shutil.copy(settings.BASE_DIR / "static" / name, tmp_path / name)
    list(storage.post_process({name: (storage, name) for name in SCRIPTS}))
    conditions, form = (tmp_path / storage.stored_name(name) for name in SCRIPTS)
    assert re.fullmatch(r"conditions\.[0-9a-f]{12}\.js", conditions.name)
    assert f'from "./{conditions.name}"' in form.read_text(encoding="utf-8")
