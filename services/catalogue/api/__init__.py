"""Serve the catalogue to programs, read-only and to everybody."""
