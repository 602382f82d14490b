"""Carry the official facts of the kabupaten from `agencies/data` into the database."""
