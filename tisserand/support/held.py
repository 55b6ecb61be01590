"""Plans that are not closed, with all that is written of them, and what else a team follows (see `access.held`)."""

from django.db.models import Q

from tisserand.access.held import Held
from tisserand.support.rules import State
from tisserand.support.rules.court import Standing
from tisserand.support.rules.rsa import Stage

PARTS = (
    *("Beneficiary", "Objective", "Step", "Commitment", "Disagreement", "Review", "Assessment", "Autonomy", "Contact"),
    *("Continuity", "Examination", "BudgetEvaluation", "JointSupport"),
)
HELD = (
    Held("support.Plan", ("team",), ~Q(state=State.CLOSED), ("accompagnement", "accompagnements")),
    *(Held(f"support.{part}", ("team",), ~Q(plan__state=State.CLOSED)) for part in PARTS),
    Held("support.Session", ("team",), Q(closed_at=None), once=(), person=None),
    Held("support.RsaPath", ("team",), ~Q(stage=Stage.LEFT), ("parcours RSA", "parcours RSA")),
    Held(
        "support.CourtMeasure",
        ("team",),
        Q(standing__in=(Standing.ASKED, Standing.ORDERED)),
        ("mesure du juge", "mesures du juge"),
    ),
    Held("support.DebtFile", ("team",), Q(closed_on=None), ("dossier de surendettement", "dossiers de surendettement")),
)
