"""Collect the comparison with another library only where that library is installed (it is a tool of developers)."""

from importlib.util import find_spec

collect_ignore = [] if find_spec("stdnum") else ["test_nik_oracle.py"]
