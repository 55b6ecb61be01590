from tisserand.transmissions.models.domiciliation import Domiciliation, DomiciliationContact
from tisserand.transmissions.models.letter import Answer, Dispatch, Letter, SealedLetter
from tisserand.transmissions.models.measure import ProtectiveMeasure

# The rows that follow a letter when its holder changes.
PARTS = (SealedLetter, Dispatch, Answer)

__all__ = (
    "PARTS",
    "Answer",
    "Dispatch",
    "Domiciliation",
    "DomiciliationContact",
    "Letter",
    "ProtectiveMeasure",
    "SealedLetter",
)
