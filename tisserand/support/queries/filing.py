"""What this room keeps about somebody, to be pointed at: a day and a name, never what was said."""

from collections.abc import Iterator
from uuid import UUID

from django.utils import timezone

from tisserand.access.queries import visible
from tisserand.people.slots import Filed
from tisserand.support.models import CourtMeasure, DebtFile, KnownMeasure, Plan, RsaPath
from tisserand.support.rules.lists import kinds, label


def filed(actor, person: UUID) -> Iterator[Filed]:
    for plan in visible(Plan, actor).filter(person=person).select_related("referent").order_by("id"):
        details = f"{kinds()[plan.kind].label}, {plan.referent.name}"
        yield Filed(plan.pk, "Accompagnement", timezone.localdate(plan.created_at), details=details)
    for row in visible(KnownMeasure, actor).filter(person=person).order_by("id"):
        yield Filed(row.pk, "Mesure connue", timezone.localdate(row.recorded_at), details=row.exercised_by)
    yield from _followed(actor, person)


def _followed(actor, person: UUID) -> Iterator[Filed]:
    for path in visible(RsaPath, actor).filter(person=person).select_related("team").order_by("id"):
        yield Filed(path.pk, "Parcours RSA", path.informed_on, details=path.team.name)
    for measure in visible(CourtMeasure, actor).filter(person=person).order_by("id"):
        yield Filed(measure.pk, "Mesure du juge", measure.asked_on, details=label("court_measure", measure.measure))
    for debts in visible(DebtFile, actor).filter(person=person).order_by("id"):
        yield Filed(debts.pk, "Dossier de surendettement", debts.lodged_on, details=debts.reference)
