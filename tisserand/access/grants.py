"""Grants that end by themselves: opening, ending and reading them. The journal keeps each (record 0008)."""

from datetime import date, datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet

from tisserand.access import grant_rules, journal, queries, rules
from tisserand.access.grant_rules import Kind
from tisserand.access.models import Consultation, Cover, FileGrant, GrantReview, Membership
from tisserand.kernel.refusals import refuse

GRANT, COVER = "access.file_grant", "access.cover"


# A file, for somebody.


@transaction.atomic
def break_glass(*, actor, at: datetime, person: UUID, unit: UUID, motive: str, words: str, minutes: int) -> FileGrant:
    """Open a file in an emergency. Asked twice, it is the same access: its end does not move."""
    refuse(grant_rules.refusals_to_break_glass(motive=motive, words=words, on=at.date()))
    end = at + timedelta(minutes=minutes)
    return open_now(actor, person, at=at) or _open(
        actor, at, Kind.EMERGENCY, end, person=person, unit=unit, motive=motive, words=words
    )


@transaction.atomic
def declare(*, actor, at: datetime, person: UUID, unit: UUID, words: str, until: datetime) -> FileGrant:
    """Say why one reads somebody of another site; it holds until the end of the day."""
    refuse(grant_rules.refusals_to_declare(words))
    return _open(actor, at, Kind.ELSEWHERE, until, person=person, unit=unit, words=words)


def _open(actor, at: datetime, kind: Kind, end: datetime, **said) -> FileGrant:
    person, words = said.pop("person"), said["words"].strip()
    grant = FileGrant.objects.create(
        account_id=actor.account_id,
        person_id=person,
        kind=kind,
        unit_id=said["unit"],
        motive=said.get("motive", ""),
        words=words,
        starts_at=at,
        ends_at=end,
    )
    journal.record(actor=actor, at=at, verb=f"{kind}.open", kind=GRANT, subject=grant.pk, person=person, reason=words)
    return grant


@transaction.atomic
def close(*, actor, at: datetime, person: UUID) -> None:
    """She has read what she needed: her emergency access ends before its hour. Closed already, nothing happens."""
    grant = open_now(actor, person, at=at)
    if grant:
        grant.ended_at = at
        grant.save(update_fields=["ended_at"])
        journal.record(actor=actor, at=at, verb="emergency.close", kind=GRANT, subject=grant.pk, person=grant.person_id)


def open_now(actor, person: UUID, *, at: datetime) -> FileGrant | None:
    mine = FileGrant.objects.filter(account_id=actor.account_id, person_id=person, kind=Kind.EMERGENCY)
    rows = mine.filter(starts_at__lte=at, ends_at__gt=at).order_by("-starts_at", "-id")
    return next((row for row in rows if grant_rules.is_open(row.starts_at, row.ends_at, row.ended_at, at=at)), None)


def emergencies(actor) -> QuerySet[FileGrant]:
    """Those whom this actor reads afterwards, and her own, the latest first."""
    rows = queries.visible(FileGrant, actor).filter(kind=Kind.EMERGENCY)
    return rows.select_related("account", "unit").order_by("-starts_at", "-id")


def readings(actor, grant: FileGrant) -> list[Consultation]:
    """What was read of the file meanwhile, as far as this actor reads the journal."""
    end = grant.ended_at or grant.ends_at
    rows = queries.visible(Consultation, actor).filter(account_id=grant.account_id, person_id=grant.person_id)
    marked = rows.filter(slot__gt=grant.starts_at - journal.SLOT, slot__lt=end, reason__startswith=journal.EMERGENCY)
    return list(marked.order_by("id"))


# Reading it afterwards.


@transaction.atomic
def review(*, actor, at: datetime, grant: UUID, verdict: str, words: str = "") -> GrantReview:
    """« Justifié » or « à instruire », once by each reader."""
    refuse(grant_rules.refusals_to_review(verdict=verdict, words=words))
    row = emergencies(actor).exclude(account_id=actor.account_id).get(pk=grant)
    known = GrantReview.objects.filter(grant=row, by_id=actor.account_id).first()
    if known:
        return known
    said = GrantReview.objects.create(
        grant=row,
        unit_id=row.unit_id,
        person_id=row.person_id,
        by_id=actor.account_id,
        at=at,
        verdict=verdict,
        words=words.strip(),
    )
    journal.record(
        actor=actor,
        at=at,
        verb=f"emergency.{verdict}",
        kind=GRANT,
        subject=row.pk,
        person=row.person_id,
        reason=said.words,
    )
    return said


def reviews(actor, grants: list[UUID]) -> dict[UUID, list[GrantReview]]:
    found: dict[UUID, list[GrantReview]] = {}
    for row in queries.visible(GrantReview, actor).filter(grant__in=grants).select_related("by").order_by("at", "id"):
        found.setdefault(row.grant_id, []).append(row)
    return found


# Standing in for a colleague.


@transaction.atomic
def give_cover(
    *, actor, at: datetime, absent: UUID, covering: UUID, starts_on: date, ends_on: date, reason: str, today: date
) -> Cover:
    """From the first day to the last (`ends_on`), the colleague reads and writes what the absent one's seats give."""
    seats = {seat.account_id: seat for seat in team_of(actor, on=max(starts_on, today))}
    refuse(
        grant_rules.refusals_to_cover(
            same=absent == covering,
            in_reach=absent in seats and covering in seats,
            opens_files=covering in seats and opens_files(seats[covering]),
            starts_on=starts_on,
            ends_on=ends_on,
            reason=reason,
            today=today,
        )
    )
    known = Cover.objects.filter(absent_id=absent, covering_id=covering, starts_on=starts_on)
    if row := known.filter(ends_before=ends_on + timedelta(days=1)).first():
        return row
    row = Cover.objects.create(
        absent_id=absent,
        covering_id=covering,
        unit_id=seats[absent].unit_id,
        reason=reason.strip(),
        starts_on=starts_on,
        ends_before=ends_on + timedelta(days=1),
        given_by_id=actor.account_id,
        given_at=at,
    )
    journal.record(actor=actor, at=at, verb="cover.give", kind=COVER, subject=row.pk, reason=row.reason)
    return row


@transaction.atomic
def end_cover(*, actor, at: datetime, cover: UUID, today: date) -> Cover:
    """The absent colleague is back. A cover that had not begun never does."""
    row = Cover.objects.select_for_update(no_key=True).get(pk=cover)
    row.ends_before = min(row.ends_before, max(today, row.starts_on))
    row.save(update_fields=["ends_before"])
    journal.record(actor=actor, at=at, verb="cover.end", kind=COVER, subject=row.pk)
    return row


def covers(actor, *, on: date) -> QuerySet[Cover]:
    """Those of this manager's teams, and her own, that are not over."""
    rows = queries.visible(Cover, actor).filter(ends_before__gt=on)
    return rows.select_related("absent", "covering", "unit", "given_by").order_by("starts_on", "absent__name", "id")


def team_of(actor, *, on: date) -> list[Membership]:
    """Who sits where this manager may give a cover."""
    return list(queries.colleagues(unit_ids=actor.reach("covers.give"), on=on))


def opens_files(seat: Membership) -> bool:
    return grant_rules.OPENS_FILES in rules.roles()[seat.role].capabilities


# Who reads an emergency access afterwards.


def judges(*, unit: UUID, on: date, without: set[UUID | None]) -> list[Membership]:
    """The manager of a unit and every privacy officer, each with the seat from which she reads; none of `without`."""
    officers = list(_seats_with("journal.read", on=on))
    known = {seat.account_id for seat in officers}
    manager = queries.nearest_holder(capability="accesses.judge", unit_id=unit, on=on, without=known | without)
    return [seat for seat in (manager, *_once(officers)) if seat is not None and seat.account_id not in without]


def _seats_with(capability: str, *, on: date) -> QuerySet[Membership]:
    able = [role.code for role in rules.roles().values() if capability in role.capabilities]
    rows = Membership.objects.filter(queries.in_force(on), role__in=able, account__is_active=True)
    return rows.order_by("starts_on", "id")


def _once(seats: list[Membership]) -> list[Membership]:
    return list({seat.account_id: seat for seat in reversed(seats)}.values())
