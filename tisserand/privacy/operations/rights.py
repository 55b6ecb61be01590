"""A request about her own data: received, extended, decided, answered, each step dated and journalled."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.conf import settings
from django.db import transaction

from tisserand.access import journal, scope
from tisserand.access.enqueue import enqueue
from tisserand.deadlines import operations as deadlines
from tisserand.deadlines.rules import end_of
from tisserand.kernel.ids import new_id
from tisserand.kernel.refusals import Refusal, refuse
from tisserand.privacy.models import CopyItem, FileCopy, RightsRequest
from tisserand.privacy.operations.announcing import local_day, officer
from tisserand.privacy.rules import rights as rules
from tisserand.privacy.rules import rights_copy
from tisserand.privacy.rules.rights import Asked, Decision, Identity, State

KIND = "privacy.request"
LABEL = "Répondre à une demande de droits"
STALE = Refusal("stale", "Quelqu’un a avancé cette demande pendant que vous la lisiez. Relisez-la.")
NOBODY = Refusal(
    "officer", "Aucun délégué à la protection des données n’est désigné. Prévenez l’administration de l’outil."
)
# What the person received must be corrected, or no longer used, at those who had it from us.
TOLD_TO_RECIPIENTS = {Asked.RECTIFICATION, Asked.LIMITATION, Asked.ERASURE}


@dataclass(frozen=True)
class Demand:
    """What is written down while she asks: less than a minute."""

    asked: str
    received_on: date | None
    channel: str
    words: str = ""
    identity: str = Identity.KNOWN
    representative: str = ""
    mandate: str = ""
    answer_name: str = ""
    answer_to: str = ""


@transaction.atomic
def receive_request(
    *, actor, at: datetime, person: UUID, demand: Demand, request_key: UUID | None = None
) -> RightsRequest:
    """The privacy officer owes the answer from this instant. Sent twice, it is one request."""
    if known := RightsRequest.objects.filter(request_key=request_key).exclude(request_key=None).first():
        return known
    today = local_day(at)
    refuse(
        rules.refusals_to_receive(
            asked=demand.asked,
            received_on=demand.received_on,
            today=today,
            words=demand.words,
            name=demand.answer_name,
            representative=demand.representative,
            mandate=demand.mandate,
        )
    )
    return _opened(actor, at, person, demand, request_key)


def _opened(actor, at: datetime, person: UUID, demand: Demand, request_key: UUID | None) -> RightsRequest:
    request, due = new_id(), rules.due_on(demand.received_on)
    row = RightsRequest.objects.create(
        id=request,
        person_id=person,
        received_by_id=actor.account_id,
        recorded_at=at,
        due_on=due,
        request_key=request_key,
        obligation=_owed(actor, at, request, person, due),
        **vars(demand),
    )
    journal.record(actor=actor, at=at, verb="rights.receive", kind=KIND, subject=request, person=person)
    return row


def _owed(actor, at: datetime, request: UUID, person: UUID, due: date):
    seat = officer(local_day(at))
    if seat is None:
        refuse([NOBODY])
    return deadlines.open_obligation(
        actor=actor,
        at=at,
        kind=KIND,
        subject=request,
        person=person,
        label=LABEL,
        unit=seat.unit_id,
        account=seat.account_id,
        due_at=end_of(due, seat.unit.time_zone),
    )


@transaction.atomic
def check_identity(*, actor, at: datetime, request: UUID, expected_version: int, identity: str) -> RightsRequest:
    row = locked(request, expected_version)
    if identity not in set(Identity) - {Identity.TO_CHECK}:
        refuse([Refusal("identity", "Dites comment son identité a été vérifiée.", "identity")])
    row.identity = identity
    return kept(actor, at, row, "rights.check_identity", "identity")


@transaction.atomic
def extend(
    *, actor, at: datetime, request: UUID, expected_version: int, reason: str, told_on: date | None
) -> RightsRequest:
    """Two more months, once, told to the person with the reason (RGPD, art. 12-3)."""
    row = locked(request, expected_version)
    refuse(rules.refusals_to_extend(facts_of(row), reason=reason, told_on=told_on, today=local_day(at)))
    row.extended_on, row.extension_reason = told_on, reason.strip()
    row.due_on = rules.due_on(row.received_on, extended=True)
    with scope.moving(row.obligation_id):
        deadlines.postpone(
            actor=actor,
            at=at,
            obligation=row.obligation_id,
            due_at=end_of(row.due_on, settings.TIME_ZONE_OF_THE_ORGANISATION),
        )
    return kept(actor, at, row, "rights.extend", "extended_on", "extension_reason", "due_on")


@transaction.atomic
def decide(*, actor, at: datetime, request: UUID, expected_version: int, decision: str, reasons: str) -> RightsRequest:
    """Granted, granted in part or refused, with reasons; those who had the data from us are then looked for."""
    row = locked(request, expected_version)
    refuse(rules.refusals_to_decide(facts_of(row), decision=decision, reasons=reasons))
    row.state, row.decision, row.reasons = State.DECIDED, decision, reasons.strip()
    row.decided_on, row.decided_by_id = local_day(at), actor.account_id
    kept(actor, at, row, "rights.decide", "state", "decision", "reasons", "decided_on", "decided_by")
    if decision != Decision.REFUSED and row.asked in TOLD_TO_RECIPIENTS:
        enqueue("privacy.find_recipients", request=row.pk)
    return row


@transaction.atomic
def answer(
    *, actor, at: datetime, request: UUID, expected_version: int, dispatch: str, on: date | None, proof: str
) -> RightsRequest:
    """Handed over, with its proof. What the review held of her words goes: the copy is in the documents."""
    row = locked(request, expected_version)
    refuse(rules.refusals_to_answer(facts_of(row), dispatch=dispatch, on=on, proof=proof, today=local_day(at)))
    row.state, row.dispatch, row.answered_on, row.proof = State.ANSWERED, dispatch, on, proof.strip()
    kept(actor, at, row, "rights.answer", "state", "dispatch", "answered_on", "proof")
    CopyItem.objects.filter(copy__request=row).update(lines=[])
    _discharge(actor, at, row, outcome="answered")
    return row


@transaction.atomic
def withdraw_request(*, actor, at: datetime, request: UUID, expected_version: int, words: str) -> RightsRequest:
    row = locked(request, expected_version)
    refuse(rules.refusals_to_withdraw(facts_of(row), words=words))
    row.state, row.ended_words = State.WITHDRAWN, words.strip()
    kept(actor, at, row, "rights.withdraw", "state", "ended_words")
    CopyItem.objects.filter(copy__request=row).update(lines=[])
    _discharge(actor, at, row, outcome="withdrawn")
    return row


def _discharge(actor, at: datetime, row: RightsRequest, *, outcome: str) -> None:
    """Any officer may answer; the duty is the named one's."""
    with scope.moving(row.obligation_id):
        deadlines.discharge(actor=actor, at=at, obligation=row.obligation_id, outcome=outcome)


def locked(request: UUID, expected_version: int | None = None) -> RightsRequest:
    row = RightsRequest.objects.select_for_update(no_key=True).get(pk=request)
    if expected_version is not None and row.version != expected_version:
        refuse([STALE])
    return row


def kept(actor, at: datetime, row: RightsRequest, verb: str, *columns: str) -> RightsRequest:
    row.version += 1
    row.save(update_fields=[*columns, "version"])
    journal.record(actor=actor, at=at, verb=verb, kind=KIND, subject=row.pk, person=row.person_id)
    return row


def facts_of(row: RightsRequest) -> rules.RequestFacts:
    ready = FileCopy.objects.filter(request=row, state=rights_copy.State.READY).exists()
    return rules.RequestFacts(
        state=State(row.state),
        asked=Asked(row.asked),
        received_on=row.received_on,
        identity=Identity(row.identity),
        extended=row.extended_on is not None,
        decision=Decision(row.decision) if row.decision else None,
        copy_ready=ready,
    )
