"""The many: drawn in Python, carried by COPY, written by INSERT … SELECT as `jobs` (decisions D6 and D22)."""
