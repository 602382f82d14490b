"""Tests of the minutes and days of the portal."""
