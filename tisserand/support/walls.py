"""What the triggers of this room may read: the whole plan, whoever acts (decision D5).

A promise is checked at the commit, when the scope of the request is already gone. The owner keeps it.
"""

KEPT = ("support_plan", "support_objective", "deadlines_obligation")

FUNCTIONS = tuple(
    f"create policy plan_promises on public.{table} for select to current_user using (true)" for table in KEPT
)
