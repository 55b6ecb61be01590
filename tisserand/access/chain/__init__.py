"""The journal sealed: fingerprints chained in the database, heads signed outside it (decision D9, record 0007)."""
