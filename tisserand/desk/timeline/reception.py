"""Comings, calls and letters; appointments that were moved, cancelled or missed, and those that come."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from uuid import UUID

from django.db.models import F, Q
from django.utils import timezone

from tisserand.access.statements import written_once
from tisserand.desk import links
from tisserand.desk.timeline.fact import Fact
from tisserand.kernel import sentences
from tisserand.reception import queries as reception
from tisserand.reception.rules import lists
from tisserand.reception.rules.appointments import PLACE_LABELS, State
from tisserand.reception.rules.visits import outcome_in_words

# What happened, and where: between them stands who it was, when it was not the person herself.
CHANNELS = {
    "guichet": ("Venue", " à l’accueil"),
    "telephone": ("Appel téléphonique", ""),
    "visite-a-domicile": ("Visite à domicile", ""),
    "permanence": ("Venue", " en permanence"),
    "locaux-d-un-partenaire": ("Venue", " chez un partenaire"),
    "courrier": ("Courrier", ""),
}
AUTHORS = {
    "proche": " d’un proche",
    "service-departemental": " d’un service du département",
    "partenaire": " d’un partenaire",
    "elu": " d’un élu",
    "autorite": " d’une autorité",
    "anonyme": " de quelqu’un qui n’a pas dit son nom",
    "initiative-du-service": " à l’initiative du service",
}
# An honoured one is told by the time that was given to her.
SAID = {
    State.POSTPONED_BY_PERSON: "Rendez-vous reporté par la personne",
    State.CANCELLED_BY_PERSON: "Rendez-vous annulé par la personne",
    State.MISSED: "Rendez-vous non honoré",
    State.POSTPONED_BY_SERVICE: "Rendez-vous reporté par le service",
    State.CANCELLED_BY_SERVICE: "Rendez-vous annulé par le service",
}


def comings(actor, person: UUID, before: datetime | None, most: int) -> Iterator[Fact]:
    for told in reception.visits_of_person(actor, person, before=before, limit=most):
        visit, demand = told.visit, told.demand
        yield Fact(
            at=visit.arrived_at,
            title=title_of(visit),
            who=visit.received_by.name if visit.received_by else "",
            where=visit.site.name,
            said=demand.words if demand else "",
            language=demand.language if demand else "",
            url=links.address("reception.visit", visit.pk) if actor.can("visits.see") else "",
        )


def title_of(visit) -> str:
    what, where = CHANNELS.get(visit.channel, (lists.label("channels", visit.channel), ""))
    outcome = outcome_in_words(visit.outcome, visit.channel).lower() if visit.outcome else ""
    return f"{what}{AUTHORS.get(visit.contact_author, '')}{where}{f', {outcome}' if outcome else ''}"


def appointments(rows: Iterable) -> Iterator[Fact]:
    """Told when they were moved, with the hour that had been fixed."""
    for row in rows:
        if row.state in SAID:
            yield Fact(
                at=row.told_at,
                title=SAID[State(row.state)],
                who=row.professional.name,
                where=row.unit.name,
                text=f"Il était fixé {_fixed(row)}.",
                url=links.address("reception.appointment", row.pk),
            )


@written_once
def read_appointments(actor, person: UUID, before: datetime | None, most: int):
    """Those of the story, the latest first; without an instant, those that come before them."""
    told = Q(state__in=tuple(SAID), told_at__lt=before) if before else Q(state__in=(State.PLANNED, *SAID))
    rows = reception.appointments_of_person(actor, person).filter(told)
    return rows.select_related(None).select_related("professional", "unit").order_by(*LATEST_TOLD)[:most]


# Nobody has told yet how the planned ones went.
LATEST_TOLD = (F("told_at").desc(nulls_first=True), "starts_at", "id")


def _fixed(row) -> str:
    start = timezone.localtime(row.starts_at)
    return f"{sentences.day(start.date())} à {sentences.hour(start)}, {PLACE_LABELS[row.place].lower()}"
