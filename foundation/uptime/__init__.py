"""Measure once a minute whether the portal answers, and keep one line a day of it."""
