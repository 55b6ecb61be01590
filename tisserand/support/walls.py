"""What the triggers of this room may read: the whole plan, whoever acts (decision D5).

A promise is checked at the commit, when the scope of the request is already gone. The owner keeps it.
"""

from tisserand.people.walls import agreeing

KEPT = ("support_plan", "support_objective", "deadlines_obligation")

PROMISES = tuple(
    f"create policy plan_promises on public.{table} for select to current_user using (true)" for table in KEPT
)

# A plan and its parts follow the file that is closed, or joined to another.
PARTS = (
    *("plan", "beneficiary", "objective", "step", "commitment", "disagreement", "review", "assessment", "autonomy"),
    *("contact", "continuity", "examination"),
)
FUNCTIONS = (
    *PROMISES,
    *agreeing("plans_agree", tuple(f"support_{part}" for part in PARTS)),
    *agreeing("measures_agree", ("support_knownmeasure",), visibility=False),
)
