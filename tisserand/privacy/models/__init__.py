from tisserand.privacy.models.retention import (
    Bordereau,
    BordereauLine,
    Duration,
    FileDue,
    LegalHold,
    Pseudonym,
    Purge,
)

__all__ = ("Bordereau", "BordereauLine", "Duration", "FileDue", "LegalHold", "Pseudonym", "Purge")
