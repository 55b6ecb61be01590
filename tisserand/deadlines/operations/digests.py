"""The mail of a morning: prepared where it is morning, sent once, never twice."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.db.models import Count, Max, Q
from django.urls import reverse

from tisserand.access import journal
from tisserand.access import queries as access
from tisserand.access.enqueue import enqueue
from tisserand.deadlines import queries
from tisserand.deadlines.models import Digest, NoDigest
from tisserand.deadlines.rules import mornings
from tisserand.deadlines.rules import tonight as tonight_of

KIND = "deadlines.digest"
KEPT = timedelta(days=30)


@transaction.atomic
def choose_digest(*, actor, at: datetime, wanted: bool) -> None:
    if wanted:
        NoDigest.objects.filter(account_id=actor.account_id).delete()
    else:
        NoDigest.objects.get_or_create(account_id=actor.account_id, defaults={"since": at})
    verb = "digest.choose" if wanted else "digest.refuse"
    journal.record(actor=actor, at=at, verb=verb, kind=KIND, subject=actor.account_id)


def prepare_digests(*, actor, at: datetime) -> int:
    """For everybody who begins her day now. One account at a time: what fails for one is said to the others."""
    return sum(_prepare(seat, actor=actor, at=at) for seat in _waking(at))


def _waking(at: datetime) -> Iterable:
    """The first seat of each account where it is morning, that has an address and did not say no."""
    on = access.today(at, settings.TIME_ZONE_OF_THE_ORGANISATION)
    units = {unit.pk: unit for unit in access.units(on=on)}
    seats = access.colleagues(unit_ids=units, on=on).exclude(account__email="").order_by("starts_on", "id")
    first = {seat.account_id: seat for seat in reversed(list(seats))}
    silent = set(NoDigest.objects.filter(account__in=list(first)).values_list("account_id", flat=True))
    rows = (seat for seat in first.values() if seat.account_id not in silent)
    return [seat for seat in rows if mornings.is_morning(at, seat.unit.time_zone)]


@transaction.atomic
def _prepare(seat, *, actor, at: datetime) -> bool:
    zone = seat.unit.time_zone
    on = access.today(at, zone)
    told = Digest.objects.filter(account_id=seat.account_id).aggregate(on=Max("on"), at=Max("prepared_at"))
    if told["on"] is not None and told["on"] >= on:
        return False
    reader = access.actor_for(seat.account, at=at)
    counts = _counts(reader, at=at, since=told["at"], zone=zone)
    if reader.covered_by or not mornings.worth_sending(counts, week_opens=mornings.opens_the_week(on, zone)):
        return False
    said = {"late": counts.late, "today": counts.today, "week": counts.week, "prepared_at": at}
    row, new = Digest.objects.get_or_create(account_id=seat.account_id, on=on, defaults=said)
    if new:
        journal.record(actor=actor, at=at, verb="digest.send", kind=KIND, subject=row.pk)
        enqueue("deadlines.send_digest", digest=row.pk)
    return new


def _counts(reader, *, at: datetime, since: datetime | None, zone: str) -> mornings.Counts:
    tonight = tonight_of(at, zone)
    late = Q(due_at__lt=at)
    newly = late & Q(due_at__gte=since) if since else late
    counted = {
        "late": Count("id", filter=late),
        "newly_late": Count("id", filter=newly),
        "today": Count("id", filter=Q(due_at__gte=at, due_at__lte=tonight)),
        "week": Count("id", filter=Q(due_at__gt=tonight, due_at__lte=tonight + timedelta(days=6))),
    }
    return mornings.Counts(**queries.mine(reader).order_by().aggregate(**counted))


def send_digest(*, at: datetime, digest) -> bool:
    """Said to have left before it leaves: a worker that dies in between sends nothing, none sends it again.

    A server that refuses it is asked again, by the job.
    """
    with transaction.atomic():
        row = Digest.objects.select_for_update(of=("self",)).select_related("account").get(pk=digest)
        if row.sent_at or not row.account.is_active or not row.account.email:
            return False
        row.sent_at = at
        row.save(update_fields=["sent_at"])
    try:
        _mail(row).send()
    except OSError:
        Digest.objects.filter(pk=row.pk).update(sent_at=None)
        raise
    return True


def _mail(row: Digest) -> EmailMessage:
    here = settings.PUBLIC_ADDRESS
    text = mornings.body(
        late=row.late,
        today=row.today,
        week=row.week,
        duties_url=f"{here}/",
        settings_url=f"{here}{reverse('deadlines:agenda')}",
    )
    automatic = {"Auto-Submitted": "auto-generated"}
    return EmailMessage(subject=mornings.SUBJECT, body=text, to=[row.account.email], headers=automatic)


def forget_digests(*, at: datetime) -> int:
    """That a mail left is of no use a month later."""
    return Digest.objects.filter(prepared_at__lt=at - KEPT).delete()[0]
