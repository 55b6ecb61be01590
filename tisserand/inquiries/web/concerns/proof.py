"""A child's file asks for a fresh proof (sixty checks, 48): to read it, to write it, its papers."""

from datetime import timedelta

from tisserand.access import sitting
from tisserand.access.gate import ProofNeeded

# One proof for an hour of writing: an evaluation is not written in ten minutes.
PROVED_FOR = timedelta(hours=1)


def ask_recent_proof(request) -> None:
    """Asked after the wall: whoever may not read learns nothing. What was typed is kept meanwhile."""
    if not sitting.is_recent(now=request.now, then=request.session.get("proved"), most=PROVED_FOR):
        raise ProofNeeded
