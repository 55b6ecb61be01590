"""Every write of privacy: one verb, one operation."""
