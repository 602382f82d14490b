"""Hold the places without mobile signal: from report to tower."""
