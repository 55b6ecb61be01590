from tisserand.support.models.budget import BudgetEvaluation, CourtMeasure, DebtFile
from tisserand.support.models.continuity import Continuity
from tisserand.support.models.history import ObjectiveEvent, PlanEvent
from tisserand.support.models.joint import JointSupport
from tisserand.support.models.life import Assessment, Autonomy, Commitment, Contact, Disagreement, Review
from tisserand.support.models.measure import KnownMeasure
from tisserand.support.models.objective import Objective, Step
from tisserand.support.models.plan import Beneficiary, Plan
from tisserand.support.models.regulation import Examination, Session
from tisserand.support.models.rsa import RsaBreach, RsaFact, RsaPath

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
    BudgetEvaluation,
    JointSupport,
)
# What is followed beside plans, and changes hands by itself.
FOLLOWED = (RsaPath, RsaFact, RsaBreach, CourtMeasure, DebtFile)

__all__ = (
    "FOLLOWED",
    "PARTS",
    "Assessment",
    "Autonomy",
    "Beneficiary",
    "BudgetEvaluation",
    "Commitment",
    "Contact",
    "Continuity",
    "CourtMeasure",
    "DebtFile",
    "Disagreement",
    "Examination",
    "JointSupport",
    "KnownMeasure",
    "Objective",
    "ObjectiveEvent",
    "Plan",
    "PlanEvent",
    "Review",
    "RsaBreach",
    "RsaFact",
    "RsaPath",
    "Session",
    "Step",
)
