"""Hold the commands of the signal map."""
