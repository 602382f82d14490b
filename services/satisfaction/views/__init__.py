"""Pages of the survey: asking, showing, keeping."""
