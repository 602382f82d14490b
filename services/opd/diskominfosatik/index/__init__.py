"""The index room: schemes, self-assessments, evidence."""
