from tisserand.inquiries.models.diagnosis import BudgetLine, Diagnosis, Dispatch, SentDiagnosis
from tisserand.inquiries.models.eviction import Attempt, Eviction, HearingDate
from tisserand.inquiries.models.housing import HousingFact

# The rows that follow an inquiry when its evaluator changes.
PARTS = (HearingDate, Attempt, Diagnosis, BudgetLine, SentDiagnosis, Dispatch)

__all__ = (
    "PARTS",
    "Attempt",
    "BudgetLine",
    "Diagnosis",
    "Dispatch",
    "Eviction",
    "HearingDate",
    "HousingFact",
    "SentDiagnosis",
)
