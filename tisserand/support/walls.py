"""What the triggers of this room may read: the whole plan, whoever acts (decision D5).

A promise is checked at the commit, when the scope of the request is already gone. The owner keeps it.
"""

from tisserand.people.folding import Part, folding
from tisserand.people.walls import agreeing

KEPT = ("support_plan", "support_objective", "deadlines_obligation")

PROMISES = tuple(
    f"create policy plan_promises on public.{table} for select to current_user using (true)" for table in KEPT
)

# A plan and its parts follow the file that is closed, or joined to another.
PARTS = (
    *("plan", "beneficiary", "objective", "step", "commitment", "disagreement", "review", "assessment", "autonomy"),
    *("contact", "continuity", "examination", "planevent", "objectiveevent"),
)
OF_PLAN = tuple(f"support_{part}" for part in PARTS[1:])
# Somebody is not her own companion in a plan, nor twice.
ALREADY_IN = (
    "said.person_id = fold.person_id or exists (select from public.support_beneficiary known"
    " where known.plan_id = said.plan_id and known.who_id = fold.person_id)"
)
FOLDED = (
    Part("support_plan"),
    *(Part(table, follows=("plan_id",)) for table in OF_PLAN if not table.endswith("event")),
    *(Part(f"support_{of}event", follows=("pgh_obj_id",), key="pgh_id") for of in ("plan", "objective")),
    Part("support_beneficiary", "who_id", stays=ALREADY_IN),
    Part("support_knownmeasure"),
)
FUNCTIONS = (
    *PROMISES,
    *agreeing("plans_agree", ("support_plan", *OF_PLAN)),
    *agreeing("measures_agree", ("support_knownmeasure",), visibility=False),
    *folding("support", FOLDED),
)
