"""Requests about a person's own data, the copy of her file, and what its readers are told."""

from collections.abc import Iterable
from datetime import date, timedelta
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from tisserand.access.queries import visible
from tisserand.access.statements import written_once
from tisserand.assessment.queries import orientation as orientations
from tisserand.people import queries as people
from tisserand.people.rules import Decision
from tisserand.people.slots import Notice
from tisserand.privacy.models import CopyItem, FileCopy, FileNotice, Recipient, Rectification, RightsRequest
from tisserand.privacy.rules.rights import NOTICE_LABELS, OPEN

WEEK = timedelta(days=7)


def requests(actor) -> QuerySet[RightsRequest]:
    return visible(RightsRequest, actor).select_related("received_by", "decided_by").order_by("due_on", "id")


def open_requests(actor) -> QuerySet[RightsRequest]:
    """What waits for an answer, the first to become late first."""
    return requests(actor).filter(state__in=sorted(OPEN))


def answered_requests(actor) -> QuerySet[RightsRequest]:
    return requests(actor).exclude(state__in=sorted(OPEN)).order_by("-received_on", "-id")


def counts(actor, *, today: date) -> dict[str, int]:
    """What is late, what is due this week, all. One query."""
    return open_requests(actor).aggregate(
        late=Count("id", filter=Q(due_on__lt=today)),
        week=Count("id", filter=Q(due_on__range=(today, today + WEEK))),
        all=Count("id"),
    )


def due_within(rows: QuerySet[RightsRequest], *, since: date | None, until: date | None) -> QuerySet[RightsRequest]:
    chosen = rows.filter(due_on__gte=since) if since else rows
    return chosen.filter(due_on__lte=until) if until else chosen


def requests_of_person(actor, person: UUID) -> QuerySet[RightsRequest]:
    return visible(RightsRequest, actor).filter(person_id=person).order_by("-received_on", "-id")


def notices_of(actor, person: UUID, on: date) -> list[Notice]:
    """What everybody who opens her file reads at its top. Fills the slot of `people`."""
    return [Notice(NOTICE_LABELS[row.kind], row.sentence, row.starts_on) for row in _standing(actor, person, on)]


@written_once
def _standing(actor, person: UUID, on: date) -> QuerySet[FileNotice]:
    standing = Q(ends_before=None) | Q(ends_before__gt=on)
    return visible(FileNotice, actor).filter(standing, person_id=person, starts_on__lte=on).order_by("starts_on", "id")


def notices_of_request(actor, request: UUID) -> QuerySet[FileNotice]:
    return visible(FileNotice, actor).filter(request_id=request).order_by("starts_on", "id")


def rectifications(actor, request: UUID) -> QuerySet[Rectification]:
    rows = visible(Rectification, actor).filter(request_id=request)
    return rows.select_related("corrected_by").order_by("corrected_on", "id")


def recipients(actor, request: UUID) -> QuerySet[Recipient]:
    return visible(Recipient, actor).filter(request_id=request).order_by("name", "id")


def file_copy(actor, request: UUID) -> FileCopy | None:
    return visible(FileCopy, actor).filter(request_id=request).select_related("asked_by").first()


def file_copies(actor) -> QuerySet[FileCopy]:
    return visible(FileCopy, actor)


def items(actor, copy: UUID) -> QuerySet[CopyItem]:
    return visible(CopyItem, actor).filter(copy_id=copy).select_related("decided_by").order_by("rank", "id")


def unread(actor, copy: UUID) -> int:
    """Texts that may name somebody else and that nobody has read yet."""
    return items(actor, copy).filter(check_first=True, decided_at=None).count()


def received_from_us(actor, person: UUID) -> list[tuple[str, str]]:
    """Who had something of her from us, and what: to be told of a correction (RGPD, art. 19). For a job."""
    sent = orientations.orientations_of_person(actor, person).filter(sent_at__isnull=False)
    passed = ((row.to_unit.name, "Orientation et ce que la personne a choisi de transmettre") for row in sent)
    shared = (
        (row.partner, "Informations partagées avec son accord")
        for row in people.consents(actor, person)
        if row.partner and row.decision in {Decision.GIVEN, Decision.WITHDRAWN}
    )
    return sorted(_first_of_each([*passed, *shared]).items())


def _first_of_each(pairs: Iterable[tuple[str, str]]) -> dict[str, str]:
    found: dict[str, str] = {}
    for name, what in pairs:
        found.setdefault(name, what)
    return found
