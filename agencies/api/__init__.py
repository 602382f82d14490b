"""Serve the facts about agencies to everybody."""
