"""Tell an OPD's own systems what happens to its requests: signed, retried, replayable, and without personal data."""
