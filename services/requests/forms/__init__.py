"""Read what a browser sent and draw what it shows; every rule lives in definition and engine."""
