"""What this room says of a file to whoever must know when it ends."""

from django.db.models import QuerySet

from tisserand.access.queries import visible
from tisserand.access.traces import traces
from tisserand.kernel.traces import Trace
from tisserand.people.models import Consent, Person


def traces_of_files(actor) -> list[QuerySet]:
    """A file opened, and what she allowed, are contacts."""
    return [
        traces(visible(Person, actor), Trace.CONTACT, "created_at", person="id"),
        traces(visible(Consent, actor), Trace.CONTACT, "recorded_at"),
    ]


def files(actor) -> QuerySet[Person]:
    """Every file, but the newcomers who turned out to be somebody known: they end with her."""
    return visible(Person, actor).filter(attached_to=None).order_by()


def attached_to(actor, persons) -> list:
    """The newcomers who turned out to be these persons."""
    rows = visible(Person, actor).filter(attached_to__in=list(persons)).order_by("id")
    return list(rows.values_list("id", flat=True))


def known(actor, persons) -> list:
    """Those of these identifiers that lead to somebody."""
    return list(visible(Person, actor).filter(pk__in=list(persons)).order_by("id").values_list("id", flat=True))
