"""Reading what falls due, what is held and what was eliminated."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from datetime import date
from uuid import UUID

from django.conf import settings
from django.db.models import F, QuerySet

from tisserand.access import queries as access
from tisserand.access.queries import visible
from tisserand.access.statements import written_once
from tisserand.privacy.models import Bordereau, BordereauLine, Duration, FileDue, LegalHold, Purge
from tisserand.privacy.rules.bordereau import State
from tisserand.privacy.rules.durations import JOURNAL, rules_on
from tisserand.privacy.rules.retention import Hold, kept_since


def decided() -> dict[str, int]:
    """The latest decision for each kind."""
    rows = Duration.objects.order_by("kind", "-decided_at", "-id").distinct("kind")
    return dict(rows.values_list("kind", "months"))


def decisions() -> QuerySet[Duration]:
    return Duration.objects.select_related("decided_by").order_by("-decided_at", "-id")


def journal_months(today: date) -> int:
    return decided().get(JOURNAL, _journal_months_of_the_text(today))


def journal_kept_since(today: date) -> date:
    """From which day readings are all there: said wherever they are listed."""
    decisions = list(Duration.objects.filter(kind=JOURNAL).order_by("decided_at", "id"))
    months = [_journal_months_of_the_text(today), *(row.months for row in decisions)]
    days = [access.today(row.decided_at, settings.TIME_ZONE_OF_THE_ORGANISATION) for row in decisions]
    return kept_since(months[-1], zip(days, months, strict=False), today)


def _journal_months_of_the_text(today: date) -> int:
    return rules_on(today)[JOURNAL].months or 0


def dues(actor) -> QuerySet[FileDue]:
    """What comes to its end, the first to go first; undecided files last."""
    return visible(FileDue, actor).select_related("site").order_by(F("planned_on").asc(nulls_last=True), "id")


def ready(actor, *, on: date) -> QuerySet[FileDue]:
    """Due, announced, and kept by nothing when it was last looked at."""
    return dues(actor).filter(planned_on__lte=on, kept_by=[])


@written_once
def due_of_person(actor, person: UUID) -> QuerySet[FileDue]:
    return visible(FileDue, actor).filter(person_id=person).order_by("id")


def holds(actor) -> QuerySet[LegalHold]:
    return visible(LegalHold, actor).select_related("placed_by", "lifted_by").order_by("-placed_at", "-id")


def holds_of(actor, persons: Collection[UUID] | None = None) -> dict[UUID, list[Hold]]:
    rows = visible(LegalHold, actor).filter(lifted_at=None).order_by("id")
    if persons is not None:
        rows = rows.filter(person_id__in=list(persons))
    found: dict[UUID, list[Hold]] = defaultdict(list)
    for row in rows:
        found[row.person_id].append(Hold(row.reason, row.starts_on, row.until))
    return found


def bordereaux(actor) -> QuerySet[Bordereau]:
    return visible(Bordereau, actor).select_related("made_by", "visa_by").order_by("-made_at", "-id")


def waiting_for_visa(actor) -> bool:
    return visible(Bordereau, actor).filter(state__in=[State.PROPOSED, State.VISAED]).exists()


def lines(actor, bordereau: UUID) -> QuerySet[BordereauLine]:
    rows = visible(BordereauLine, actor).filter(bordereau_id=bordereau)
    return rows.select_related("site").order_by("reference_on", "id")


def purged(identifiers: Iterable[UUID]) -> set[UUID]:
    return set(Purge.objects.filter(former_id__in=list(identifiers)).values_list("former_id", flat=True))


def ledger() -> Iterable[tuple[UUID, str]]:
    """Every identifier that must lead to nobody, and since when."""
    for former, at in Purge.objects.order_by("id").values_list("former_id", "purged_at").iterator(5000):
        yield former, at.isoformat()
