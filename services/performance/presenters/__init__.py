"""Lay the public figures out in words, lines and charts."""
