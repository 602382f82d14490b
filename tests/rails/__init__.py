"""Hold the scripts behind the two commands to what they promise."""
