"""Every write of privacy: one verb, one operation."""

from tisserand.privacy.operations.rights_effects import follow_file, follow_folded

__all__ = ("follow_file", "follow_folded")
