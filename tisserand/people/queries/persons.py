"""One person and what is about her, for a professional who may see it."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from django.db.models import Q, QuerySet

from tisserand.access.queries import visible
from tisserand.access.statements import written_once
from tisserand.kernel.known import Knowledge
from tisserand.people.models import (
    Address,
    CareTeam,
    Consent,
    ContactPoint,
    DistinctDecision,
    HouseholdMember,
    Person,
    Tie,
)
from tisserand.people.queries.cards import SHOWN, Card, birth_of, card_of, cards, last_number
from tisserand.people.rules import Identity, Visibility
from tisserand.people.rules.states import NOTHING_TO_REACH
from tisserand.people.rules.ties import TieKind, tie_kinds
from tisserand.people.walls import my_people

SAME_COLUMNS = (
    "civility",
    "birth_name",
    "used_name",
    "first_names",
    "called_as",
    "birth_place",
    "death_on",
    "language",
    "interpreter_needed",
    "proof",
    "proof_seen_on",
)


@dataclass(frozen=True)
class PersonFile:
    """`version` is what a correction must name; the two flags say that there is a secret, not what it is."""

    card: Card
    identity: Identity
    version: int
    site_id: UUID | None
    address_kept_secret: bool
    contact_kept_secret: bool
    is_protected: bool

    @property
    def id(self) -> UUID:
        return self.card.id

    @property
    def unreached(self) -> list[str]:
        """« N’a pas de téléphone »: what she answered where nothing is written."""
        return [NOTHING_TO_REACH[answer] for answer in self.identity.reached_by().items()]


@dataclass(frozen=True)
class Relative:
    """Somebody of her household or family. `apart`: her place and telephone are hidden from this file."""

    link_id: UUID
    card: Card
    what: str
    starts_on: date | None
    apart: bool = False
    kind: TieKind | None = None
    authority: str = ""
    confidential: bool = False


def person(actor, person_id: UUID) -> PersonFile | None:
    """One query; None when she does not exist for this actor."""
    found = _row(actor, person_id)
    if not found:
        return None
    row = found[0]
    return PersonFile(
        card=card_of({column: getattr(row, column) for column in (*SHOWN, "phone")}),
        identity=identity_of(row),
        version=row.version,
        site_id=row.site_id,
        address_kept_secret=row.address_kept_secret,
        contact_kept_secret=row.contact_kept_secret,
        # A shadow shows nothing of it: at the desk she is anybody.
        is_protected=row.visibility == Visibility.RESTRICTED,
    )


@written_once
def _row(actor, person_id: UUID) -> QuerySet[Person]:
    # A file joined to another is read there.
    return visible(Person, actor).filter(pk=person_id, attached_to=None).annotate(phone=last_number(actor))


def identity_of(row: Person) -> Identity:
    silences = dict.fromkeys(row.unknown_fields, Knowledge.UNKNOWN)
    silences |= dict.fromkeys(row.refused_fields, Knowledge.REFUSED)
    same = {column: getattr(row, column) for column in SAME_COLUMNS}
    return Identity(**same, birth=birth_of(row.birth_year, row.birth_month, row.birth_day), silences=silences)


@written_once
def contacts(actor, person_id: UUID) -> QuerySet[ContactPoint]:
    """Ways to reach her today, the latest first."""
    return visible(ContactPoint, actor).filter(person_id=person_id, ends_before=None).order_by("-starts_on", "-id")


@written_once
def addresses(actor, person_id: UUID) -> QuerySet[Address]:
    """Her usual places today, the latest first."""
    return visible(Address, actor).filter(person_id=person_id, ends_before=None).order_by("-starts_on", "-id")


@written_once
def consents(actor, person_id: UUID) -> QuerySet[Consent]:
    return visible(Consent, actor).filter(person_id=person_id).order_by("-decided_on", "-id")


@written_once
def care_team(actor, person_id: UUID, on: date) -> QuerySet[CareTeam]:
    """Who accompanies her that day, with account and unit; for upper rooms, the reason too."""
    return (
        visible(CareTeam, actor)
        .filter(Q(ends_before=None) | Q(ends_before__gt=on), person_id=person_id, starts_on__lte=on)
        .select_related("account", "unit")
        .order_by("starts_on", "id")
    )


def accompanied_among(actor, persons: Iterable[UUID]) -> frozenset[UUID]:
    """Those of these whose care team the actor is of, or answers for. One query, none for nobody."""
    if not (asked := list(persons)):
        return frozenset()
    return frozenset(my_people(actor).filter(person_id__in=asked).values_list("person_id", flat=True))


def kept_apart(actor, person_id: UUID) -> frozenset[UUID]:
    """Persons whose address, appointments and presence must not appear in this person's file (practice.md)."""
    ties = _confidential(actor, person_id)
    return frozenset(other for tie in ties for other in (tie.person_id, tie.other_id) if other != person_id)


@written_once
def _confidential(actor, person_id: UUID) -> QuerySet[Tie]:
    return _ties(actor, person_id).filter(confidential=True).order_by("id")


def household_of(actor, person_id: UUID) -> tuple[Relative, ...]:
    """Those she lives with today, in all her households."""
    return relatives(actor, person_id)[0]


def ties_of(actor, person_id: UUID) -> tuple[Relative, ...]:
    """Her ties of today read from her side: « sa mère », whoever declared them."""
    return relatives(actor, person_id)[1]


def relatives(actor, person_id: UUID) -> tuple[tuple[Relative, ...], tuple[Relative, ...]]:
    """Household and ties. Three queries for any number."""
    # Two files joined may say twice that she lives with somebody.
    members = {member.person_id: member for member in _members(actor, person_id)}.values()
    ties = _ties_in_order(actor, person_id)
    others = [_other(tie, person_id) for tie in ties]
    apart = frozenset(other for other, tie in zip(others, ties, strict=True) if tie.confidential)
    known = _cards_apart(actor, [*(member.person_id for member in members), *others], apart)
    household = (
        Relative(m.pk, known[m.person_id], m.place, m.starts_on, apart=m.person_id in apart)
        for m in members
        if m.person_id in known
    )
    tied = (_relative(tie, person_id, known, apart) for tie in ties if _other(tie, person_id) in known)
    return tuple(household), tuple(tied)


@written_once
def _ties_in_order(actor, person_id: UUID) -> QuerySet[Tie]:
    return _ties(actor, person_id).order_by("id")


@written_once
def _members(actor, person_id: UUID) -> QuerySet[HouseholdMember]:
    today = visible(HouseholdMember, actor).filter(ends_before=None)
    homes = today.filter(person_id=person_id).order_by().values("household_id")
    others = today.filter(household__in=homes).exclude(person_id=person_id)
    return others.order_by("household_id", "id")


def not_the_same(actor, person_id: UUID) -> frozenset[UUID]:
    """Those somebody already said are not her."""
    hers = visible(Person, actor).filter(Q(pk=person_id) | Q(attached_to=person_id)).order_by().values("pk")
    decided = visible(DistinctDecision, actor).filter(Q(person_id__in=hers) | Q(other_id__in=hers))
    pairs = decided.values_list("person_id", "other_id")
    return frozenset(other for pair in pairs for other in pair if other != person_id)


def shadows(actor) -> tuple[Card, ...]:
    """Newcomers whose identity a keeper must check, the oldest first."""
    if not actor.can("restricted.gatekeep"):
        return ()
    waiting = visible(Person, actor).filter(
        visibility="shadow", attached_to=None, guard_unit__in=actor.reach("restricted.gatekeep")
    )
    order = list(waiting.order_by("created_at", "id").values_list("id", flat=True))
    known = cards(actor, order)
    return tuple(known[identifier] for identifier in order)


def _ties(actor, person_id: UUID) -> QuerySet[Tie]:
    return visible(Tie, actor).filter(Q(person_id=person_id) | Q(other_id=person_id), ends_before=None)


def _other(tie: Tie, person_id: UUID) -> UUID:
    return tie.other_id if tie.person_id == person_id else tie.person_id


def _relative(tie: Tie, person_id: UUID, known: dict[UUID, Card], apart: frozenset[UUID]) -> Relative:
    declared, other = tie_kinds()[tie.kind], _other(tie, person_id)
    kind = declared if tie.person_id == person_id else tie_kinds()[declared.inverse]
    return Relative(
        tie.pk,
        known[other],
        kind.label,
        tie.starts_on,
        apart=other in apart,
        kind=kind,
        authority=tie.authority,
        confidential=tie.confidential,
    )


def _cards_apart(actor, identifiers: Iterable[UUID], apart: frozenset[UUID]) -> dict[UUID, Card]:
    return {
        identifier: replace(card, usual_place="", phone="", tells_phone=False) if identifier in apart else card
        for identifier, card in cards(actor, identifiers).items()
    }
