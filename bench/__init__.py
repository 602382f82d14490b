"""Figures, never tests: each compares the portal with a plain equivalent, side by side in one run."""
