"""Field history: what a row said before each change, written by PostgreSQL itself (decision D10, record 0011).

The statement may be ours, a job's or typed by hand: a trigger sees them all. What the row said first is in its first
event, what it says now in the row.
"""

from collections.abc import Iterable

import pghistory
import pgtrigger
from django.db import models


def before_each_change(model, said: Iterable[str] = (), also: Iterable[str] = (), *, dropped: bool = False):
    """The base of an event model: a change of `said` keeps them, with `also`; empty, of anything keeps everything."""
    said = tuple(said)
    change = pgtrigger.AnyChange(*said) if said else pgtrigger.AnyChange()
    ends = (pghistory.DeleteEvent("dropped"),) if dropped else ()
    return pghistory.create_event_model(
        model,
        pghistory.UpdateEvent("changed", row="OLD", condition=change),
        *ends,
        fields=[*said, *also] or None,
        obj_field=pghistory.ObjForeignKey(related_name="+"),
        context_field=None,
        context_id_field=None,
        attrs={"pgh_id": models.BigAutoField(primary_key=True, serialize=False)},
    )
