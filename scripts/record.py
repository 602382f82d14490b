"""Run a command, show its output, and keep it with date, machine and exit code: `record.py FILE COMMAND...`."""

from __future__ import annotations

import os
import platform
import subprocess
import sys
from datetime import datetime
from pathlib import Path


def main() -> int:
    """Run the command and return its exit code, which the file holds as well."""
    path, command = Path(sys.argv[1]), sys.argv[2:]
    started = datetime.now().astimezone()
    lines = [
        f"date     {started.isoformat(timespec='seconds')}\n",
        f"machine  {platform.platform()}, {os.cpu_count()} cores, Python {platform.python_version()}\n",
        f"command  {' '.join(['python', *command[1:]])}\n\n",
    ]
    child = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    for line in child.stdout or ():
        sys.stdout.write(line)
        sys.stdout.flush()
        lines.append(line)
    code = child.wait()
    seconds = (datetime.now().astimezone() - started).total_seconds()
    lines.append(f"\nexit code {code} after {seconds:.0f} s\n")
    text = "".join(lines).replace(f"{Path.cwd()}/", "").replace(str(Path.cwd()), ".")
    path.write_text(text.replace(sys.base_prefix, "python"), encoding="utf-8")
    return code


if __name__ == "__main__":
    sys.exit(main())
