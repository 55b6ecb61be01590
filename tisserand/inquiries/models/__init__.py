from tisserand.inquiries.models.concern import Concern, Conflict
from tisserand.inquiries.models.concern_home import Adult, Minor
from tisserand.inquiries.models.concern_papers import ConcernDispatch, ConcernPaper, Signature
from tisserand.inquiries.models.concern_work import Contribution, Fact, Meeting, Transmission
from tisserand.inquiries.models.diagnosis import BudgetLine, Diagnosis, Dispatch, SentDiagnosis
from tisserand.inquiries.models.eviction import Attempt, Eviction, HearingDate
from tisserand.inquiries.models.housing import HousingFact

# The rows that follow an inquiry when its evaluator changes.
PARTS = (HearingDate, Attempt, Diagnosis, BudgetLine, SentDiagnosis, Dispatch)

# The same for a concern, when its evaluators or its home change.
CONCERN_PARTS = (
    Transmission,
    Conflict,
    Minor,
    Adult,
    Meeting,
    Fact,
    Contribution,
    Signature,
    ConcernPaper,
    ConcernDispatch,
)

__all__ = (
    "CONCERN_PARTS",
    "PARTS",
    "Adult",
    "Attempt",
    "BudgetLine",
    "Concern",
    "ConcernDispatch",
    "ConcernPaper",
    "Conflict",
    "Contribution",
    "Diagnosis",
    "Dispatch",
    "Eviction",
    "Fact",
    "HearingDate",
    "HousingFact",
    "Meeting",
    "Minor",
    "SentDiagnosis",
    "Signature",
    "Transmission",
)
