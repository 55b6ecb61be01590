"""How she manages on her own, before this plan: what its start takes up (R50)."""

from tisserand.access.queries import visible
from tisserand.assessment import queries as assessments
from tisserand.support.models import Autonomy, Plan


def autonomy_before(actor, plan: Plan) -> assessments.AutonomySaid | None:
    """What she said in her last assessment, until she has said it in this plan. Two queries."""
    if visible(Autonomy, actor).filter(plan=plan).exists():
        return None
    return assessments.autonomy_said(actor, plan.person_id)
