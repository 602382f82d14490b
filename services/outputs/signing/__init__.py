"""Sign issued PDFs: the officer's signature by a signing service, the agency's seal by a key of its own."""
