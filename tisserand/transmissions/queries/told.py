"""What left the house about somebody, for her thread."""

from uuid import UUID

from django.db.models import QuerySet

from tisserand.access.queries import visible
from tisserand.transmissions.models import Dispatch
from tisserand.transmissions.rules import kinds, label


def sent_about(actor, person: UUID) -> QuerySet[Dispatch]:
    rows = visible(Dispatch, actor).filter(person_id=person)
    return rows.select_related("letter", "author", "unit").order_by("-written_at", "-id")


def what(row: Dispatch) -> str:
    return f"{kinds()[row.letter.kind].label}, transmise\u00a0: {label('recipient', row.to)}"
