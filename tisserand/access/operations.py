"""Writing accounts, seats, units and drafts."""

from collections.abc import Collection, Mapping
from datetime import date, datetime
from decimal import Decimal
from uuid import UUID, uuid5

from django.contrib.auth.hashers import make_password
from django.db import transaction
from django.db.models.functions import Right

from tisserand.access import erasing, journal, seat_rules, seats
from tisserand.access.enqueue import enqueue
from tisserand.access.models import Account, Draft, Membership, StepAside, Unit
from tisserand.access.rows import one_at_a_time
from tisserand.access.seat_rules import Span
from tisserand.kernel.refusals import refuse

# What logins are waited for under, so that no other lock is theirs.
NAMESPACE = UUID("4f0d2c1e-7b5a-4c1b-9a55-5f2f6c1f9a10")


@transaction.atomic
def create_unit(
    *,
    actor,
    at: datetime,
    kind: str,
    code: str,
    name: str,
    short_name: str,
    parent: UUID | None,
    time_zone: str,
    starts_on: date,
) -> Unit:
    unit = Unit.objects.create(
        kind=kind,
        code=code,
        name=name,
        short_name=short_name,
        parent_id=parent,
        time_zone=time_zone,
        starts_on=starts_on,
    )
    journal.record(actor=actor, at=at, verb="unit.create", kind="access.unit", subject=unit.pk)
    return unit


@transaction.atomic
def describe_unit(
    *, actor, at: datetime, unit: UUID, kind: str, name: str, short_name: str, parent: UUID | None, time_zone: str
) -> None:
    """Rename a unit or hang it elsewhere; what it did keeps pointing at it."""
    Unit.objects.select_for_update().filter(pk=unit).update(
        kind=kind, name=name, short_name=short_name, parent_id=parent, time_zone=time_zone
    )
    journal.record(actor=actor, at=at, verb="unit.describe", kind="access.unit", subject=unit)


@transaction.atomic
def close_unit(*, actor, at: datetime, unit: UUID, ends_before: date) -> None:
    Unit.objects.select_for_update().filter(pk=unit).update(ends_before=ends_before)
    journal.record(actor=actor, at=at, verb="unit.close", kind="access.unit", subject=unit)


@transaction.atomic
def replace_unit(*, actor, at: datetime, unit: UUID, by: UUID) -> None:
    """From the day it closes, whoever reaches the other unit reaches this one."""
    Unit.objects.select_for_update().filter(pk=unit).update(replaced_by=by)
    journal.record(actor=actor, at=at, verb="unit.replace", kind="access.unit", subject=unit)


@transaction.atomic
def create_account(
    *,
    actor,
    at: datetime,
    login: str,
    name: str,
    civility: str = "",
    profession: str = "",
    email: str = "",
    fictitious: bool = False,
    showcase: bool = False,
    password: str | None = None,
) -> Account:
    """A professional's account. Without a password nobody can sign in with it yet."""
    login, name, email = login.strip(), " ".join(name.split()), email.strip()
    # Two who would take the same login at once: the second one reads that it is taken.
    one_at_a_time(uuid5(NAMESPACE, login.lower()))
    refuse(
        seat_rules.refusals_to_open_account(
            login=login,
            name=name,
            login_taken=Account.objects.filter(login__iexact=login).exists(),
            email_shared=bool(email) and Account.objects.filter(email__iexact=email).exists(),
        )
    )
    account = Account(
        login=login,
        name=name,
        civility=civility,
        profession=profession,
        email=email,
        fictitious=fictitious,
        showcase=showcase,
    )
    account.set_password(password)
    account.save(force_insert=True)
    journal.record(actor=actor, at=at, verb="account.create", kind="access.account", subject=account.pk)
    return account


@transaction.atomic
def open_demo_accounts(*, actor, at: datetime, password: str) -> int:
    """Let anybody sign in as the fictitious colleagues: one password for all, hashed once."""
    opened = Account.objects.filter(fictitious=True).order_by("id")
    for account in opened:
        journal.record(actor=actor, at=at, verb="account.open", kind="access.account", subject=account.pk)
    return opened.update(password=make_password(password))


@transaction.atomic
def give_membership(
    *,
    actor,
    at: datetime,
    account: UUID,
    unit: UUID,
    role: str,
    starts_on: date,
    ends_before: date | None = None,
    eqtp: Decimal = Decimal(1),
) -> Membership:
    holder, same = _locked(account), seats.same(account, unit=unit, role=role)
    refuse(
        seat_rules.refusals_to_give(
            role=role,
            unit=Unit.objects.get(pk=unit).span,
            seat=Span(starts_on, ends_before),
            same=[other.span for other in same],
            open_account=holder.is_active,
            **seats.hands(actor, at=at, account=account),
        )
    )
    seat = Membership.objects.create(
        account_id=account, unit_id=unit, role=role, starts_on=starts_on, ends_before=ends_before, eqtp=eqtp
    )
    journal.record(actor=actor, at=at, verb="membership.give", kind="access.membership", subject=seat.pk)
    return seat


@transaction.atomic
def end_membership(*, actor, at: datetime, membership: UUID, ends_before: date) -> None:
    """From that day on she holds it no more. Ended the day it begins, it is cancelled."""
    row = Membership.objects.get(pk=membership)
    _locked(row.account_id)
    same = seats.same(row.account_id, unit=row.unit_id, role=row.role)
    seat = next(held for held in same if held.pk == row.pk)
    refuse(
        seat_rules.refusals_to_end(
            seat=seat.span,
            ends_before=ends_before,
            same=[other.span for other in same if other.pk != seat.pk],
            today=None if actor.is_system else seats.today(at),
            last_manager=not actor.is_system and seats.is_last_manager(seat, on=ends_before),
            **seats.hands(actor, at=at, account=seat.account_id),
        )
    )
    seat.ends_before = ends_before
    seat.save(update_fields=["ends_before"])
    journal.record(actor=actor, at=at, verb="membership.end", kind="access.membership", subject=membership)
    enqueue("reception.ask_at_once")


def _locked(account: UUID) -> Account:
    """Her seats are given and ended one at a time."""
    return Account.objects.select_for_update().get(pk=account)


@transaction.atomic
def step_aside(*, actor, at: datetime, person: UUID, reason: str = "") -> None:
    """«Je connais cette personne»: closes the file to the one who says it. Saying it twice changes nothing."""
    row, created = StepAside.objects.get_or_create(
        account_id=actor.account_id, person_id=person, lifted_at=None, defaults={"declared_at": at, "reason": reason}
    )
    if created:
        journal.record(actor=actor, at=at, verb="step_aside", kind="access.step_aside", subject=row.pk, person=person)


@transaction.atomic
def save_draft(
    *,
    actor,
    at: datetime,
    form: str,
    page: str,
    title: str,
    fields: dict,
    person: UUID | None = None,
    base_version: int | None = None,
) -> Draft:
    """Keep what is being typed: made at the first keystroke, replaced at each save, not journaled."""
    row, _ = Draft.objects.update_or_create(
        account_id=actor.account_id,
        person_id=person,
        form=form,
        defaults={"page": page, "title": title, "fields": fields, "base_version": base_version, "saved_at": at},
    )
    return row


def drop_draft(*, actor, form: str, person: UUID | None = None) -> None:
    """Called in the transaction of the operation that keeps the text for good (decision D18)."""
    Draft.objects.filter(account_id=actor.account_id, person_id=person, form=form).delete()


def drop_drafts_about(subjects: Collection[UUID]) -> None:
    """Of a form about what is gone, whoever had begun it: its key ends with the identifier."""
    keys = Draft.objects.annotate(about=Right("form", len(str(UUID(int=0)))))
    keys.filter(person_id=None, about__in=[str(subject) for subject in subjects]).delete()


@transaction.atomic
def anonymise(*, pseudonyms: Mapping[UUID, UUID]) -> dict[str, int]:
    """Drafts about these persons go, and who stepped aside from them. Called by `privacy`, which keeps the journal."""
    return erasing.forget("access", pseudonyms)
