"""The applicant's own pages, in small modules; everything that changes a request goes through the engine."""
