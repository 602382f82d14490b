"""The nine steps: which part of the document each one asks for."""
