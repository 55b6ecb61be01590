"""Query sets of traces, put together by `privacy` in one statement."""

from django.db.models import DateField, F, QuerySet, TextField, Value
from django.db.models.functions import TruncDate

from tisserand.kernel.traces import Trace


def traces(rows: QuerySet, what: Trace, on: str | F | None = None, *, person: str = "person_id") -> QuerySet:
    """Lines (person, day, what) of the rows that name somebody. `on`: the column of the day, or a date."""
    day = Value(None, output_field=DateField()) if on is None else _day(rows, on)
    named = rows.filter(**{f"{person}__isnull": False}).order_by()
    return named.annotate(_day=day, _what=Value(str(what), output_field=TextField())).values_list(
        person, "_day", "_what"
    )


def _day(rows: QuerySet, on: str | F):
    if isinstance(on, F):
        return on
    field = rows.model._meta.get_field(on)
    return F(on) if type(field) is DateField else TruncDate(on)
