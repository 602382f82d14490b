"""Let a person's own programs do what the pages do: fill, send, follow, mend and take back requests."""
