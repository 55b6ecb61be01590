"""Creating and correcting who a person is, and deciding that two are not one."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime, time, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db import connection, transaction

from tisserand.access import journal, scope
from tisserand.access import queries as access
from tisserand.access.actors import System
from tisserand.access.rows import already
from tisserand.deadlines import operations as deadlines
from tisserand.deadlines.rules import GUARDED_KIND
from tisserand.kernel.ids import new_id
from tisserand.kernel.known import Knowledge
from tisserand.kernel.names import one_letter_less
from tisserand.kernel.refusals import refuse
from tisserand.people.models import DistinctDecision, Person
from tisserand.people.operations.dictionary import index_person
from tisserand.people.queries.cards import same_name_and_birth
from tisserand.people.queries.persons import SAME_COLUMNS, identity_of
from tisserand.people.rules import Identity, Visibility, list_key, name_words, refusals_to_create_twin, refusals_to_name

KIND = "people.person"
SHADOW_KIND = GUARDED_KIND
NAMES = ("birth_name", "used_name", "first_names", "called_as")


class IdentityChanged(Exception):
    """Somebody else corrected it meanwhile: both texts, for the page to show side by side (decision D17)."""

    def __init__(self, *, mine: Identity, theirs: Person) -> None:
        super().__init__("identity changed")
        self.mine, self.theirs = mine, identity_of(theirs)
        self.version, self.at, self.by = theirs.version, theirs.changed_at, theirs.changed_by_id


@transaction.atomic
def create_person(
    *,
    actor,
    at: datetime,
    identity: Identity,
    site: UUID | None,
    request_key: UUID | None = None,
    not_these: Iterable[UUID] = (),
    another: bool | None = None,
) -> Person:
    """A new file. `request_key` makes a double click one person; `not_these` were seen and are not her.

    `another`: whether somebody said that she is not who bears the same name and was born the same day; None: not asked.
    """
    if known := already(Person, request_key):
        return known
    zone = _zone(site)
    refuse(refusals_to_name(identity, today=access.today(at, zone)))
    twins = [] if another is None else same_name_and_birth(actor, identity, without=not_these)
    refuse(refusals_to_create_twin([twin.in_words for twin in twins if not another]))
    keeper = _keeper_of_look_alike(identity) if site else None
    person = Person(
        **columns_of(identity), site_id=site, created_at=at, created_by_id=actor.account_id, request_key=request_key
    )
    if keeper:
        # She may be somebody protected. Her site sees a newcomer like any other, until tonight.
        person.visibility, person.guard_unit_id, person.open_until = Visibility.SHADOW, keeper, _midnight(at, zone)
    person.save(force_insert=True)
    index_person(person)
    if keeper:
        _ask_the_keeper(person, at=at)
    journal.record(actor=actor, at=at, verb="person.create", kind=KIND, subject=person.pk, person=person.pk)
    for other in (*not_these, *(twin.id for twin in twins)):
        decide_distinct(actor=actor, at=at, person=person.pk, other=other)
    return person


@transaction.atomic
def correct_identity(*, actor, at: datetime, person: UUID, expected_version: int, identity: Identity) -> Person:
    row = Person.objects.select_for_update(no_key=True).get(pk=person)
    if row.version != expected_version:
        raise IdentityChanged(mine=identity, theirs=row)
    refuse(refusals_to_name(identity, today=access.today(at, _zone(row.site_id))))
    identity = replace(identity, silences={**identity.silences, **identity_of(row).reached_by()})
    for column, value in columns_of(identity).items():
        setattr(row, column, value)
    row.version, row.changed_at, row.changed_by_id = row.version + 1, at, actor.account_id
    row.save()
    index_person(row)
    journal.record(actor=actor, at=at, verb="person.correct", kind=KIND, subject=row.pk, person=row.pk)
    return row


@transaction.atomic
def decide_distinct(*, actor, at: datetime, person: UUID, other: UUID) -> None:
    """« Ce n’est pas elle. » Saying it twice changes nothing."""
    first, second = sorted((person, other))
    seen = Person.objects.filter(pk__in=(first, second)).exclude(visibility=Visibility.STAFF)
    narrower = seen.values_list("visibility", flat=True).first()
    _, created = DistinctDecision.objects.get_or_create(
        person_id=first,
        other_id=second,
        defaults={
            "visibility": narrower or Visibility.STAFF,
            "decided_at": at,
            "decided_by_id": actor.account_id,
        },
    )
    if created:
        journal.record(actor=actor, at=at, verb="person.distinct", kind=KIND, subject=second, person=first)


def columns_of(identity: Identity) -> dict:
    names = {name: " ".join(getattr(identity, name).split()) for name in NAMES}
    birth = identity.birth
    return {
        **{column: getattr(identity, column) for column in SAME_COLUMNS},
        **names,
        "sort_key": list_key(**names),
        "birth_year": birth and birth.year,
        "birth_month": birth and birth.month,
        "birth_day": birth and birth.day,
        "birth_date": birth and birth.exact,
        "unknown_fields": identity.silent(Knowledge.UNKNOWN),
        "refused_fields": identity.silent(Knowledge.REFUSED),
    }


def _keeper_of_look_alike(identity: Identity) -> UUID | None:
    """The unit that keeps a restricted person she might be. Asked for everybody: a match takes no longer."""
    names = {name: getattr(identity, name) for name in NAMES}
    pairs = list(name_words(**names))
    families = {form for family, _ in pairs for form in one_letter_less(family)} - {""}
    givens = {form for _, given in pairs for form in one_letter_less(given)} - {""}
    birth = identity.birth
    with connection.cursor() as cursor:
        cursor.execute(
            "select walls.keeper_of_look_alike(%s::text[], %s::text[], %s::int, %s::date)",
            [sorted(families), sorted(givens), birth and birth.year, birth and birth.exact],
        )
        return cursor.fetchone()[0]


def _ask_the_keeper(person: Person, *, at: datetime) -> None:
    """Nobody at the desk may see this duty: it is opened by the system and owned by the keeper's unit alone."""
    duty = new_id()
    with scope.moving(duty):
        deadlines.open_obligation(
            actor=System("people.restricted"),
            at=at,
            identifier=duty,
            kind=SHADOW_KIND,
            subject=person.pk,
            person=person.pk,
            unit=person.guard_unit_id,
            label="Vérifier une identité",
            why="Une personne reçue aujourd’hui ressemble à un dossier protégé.",
            due_at=person.open_until,
        )


def _zone(site: UUID | None) -> str:
    return access.unit(site).time_zone if site else "UTC"


def _midnight(at: datetime, zone: str) -> datetime:
    tomorrow = access.today(at, zone) + timedelta(days=1)
    return datetime.combine(tomorrow, time(), tzinfo=ZoneInfo(zone))
