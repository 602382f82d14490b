"""Let an officer's own programs read the queue and act through the same door as the panel."""
