"""Prepare what the public pages of the catalogue show."""
