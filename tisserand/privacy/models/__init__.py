from tisserand.privacy.models.retention import (
    Bordereau,
    BordereauLine,
    Duration,
    FileDue,
    LegalHold,
    Pseudonym,
    Purge,
)
from tisserand.privacy.models.rights import (
    CopyItem,
    FileCopy,
    FileNotice,
    Recipient,
    Rectification,
    RightsRequest,
)

__all__ = (
    "Bordereau",
    "BordereauLine",
    "Duration",
    "FileDue",
    "LegalHold",
    "Pseudonym",
    "Purge",
    "CopyItem",
    "FileCopy",
    "FileNotice",
    "Recipient",
    "Rectification",
    "RightsRequest",
)
