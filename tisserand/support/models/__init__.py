from tisserand.support.models.continuity import Continuity
from tisserand.support.models.history import ObjectiveEvent, PlanEvent
from tisserand.support.models.life import Assessment, Autonomy, Commitment, Contact, Disagreement, Review
from tisserand.support.models.measure import KnownMeasure
from tisserand.support.models.objective import Objective, Step
from tisserand.support.models.plan import Beneficiary, Plan
from tisserand.support.models.regulation import Examination, Session

# The rows that follow a plan when its référent changes.
PARTS = (
    Beneficiary,
    Objective,
    Step,
    Commitment,
    Disagreement,
    Review,
    Assessment,
    Autonomy,
    Contact,
    Continuity,
    Examination,
)

__all__ = (
    "PARTS",
    "Assessment",
    "Autonomy",
    "Beneficiary",
    "Commitment",
    "Contact",
    "Continuity",
    "Disagreement",
    "Examination",
    "KnownMeasure",
    "Objective",
    "ObjectiveEvent",
    "Plan",
    "PlanEvent",
    "Review",
    "Session",
    "Step",
)
