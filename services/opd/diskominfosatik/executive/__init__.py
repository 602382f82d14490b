"""The one page of the bupati's office: the figures that matter, the worst first."""
