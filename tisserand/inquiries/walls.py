"""An inquiry follows the file that is closed, or joined to another."""

from tisserand.people.folding import Part, folding
from tisserand.people.walls import agreeing

PARTS = ("hearingdate", "attempt", "diagnosis", "budgetline", "sentdiagnosis", "dispatch")
OF_INQUIRY = tuple(f"inquiries_{part}" for part in PARTS)
FOLDED = (
    Part("inquiries_eviction"),
    Part("inquiries_housingfact"),
    *(Part(table, follows=("eviction_id",)) for table in OF_INQUIRY),
)
FUNCTIONS = (
    *agreeing("inquiries_agree", ("inquiries_eviction", *OF_INQUIRY)),
    *agreeing("housing_agree", ("inquiries_housingfact",), visibility=False),
    *folding("inquiries", FOLDED),
)
