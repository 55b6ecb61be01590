"""Every read of privacy, scoped by the actor."""

from tisserand.privacy.queries.rights import notices_of

__all__ = ("notices_of",)
