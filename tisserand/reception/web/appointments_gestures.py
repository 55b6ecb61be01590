"""One appointment: how it went, its card, and what follows it."""

from zoneinfo import ZoneInfo

from django.contrib import messages
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from tisserand.access import journal
from tisserand.access.gate import found_or_404, needs
from tisserand.kernel.refusals import Refused
from tisserand.reception import operations, queries
from tisserand.reception.rules.appointments import State
from tisserand.reception.web import returning
from tisserand.reception.web.papers import card_of, printed
from tisserand.ui import toasts


@needs("appointments.see")
@require_safe
def show(request, appointment_id):
    row = _row(request, appointment_id)
    journal.consulted(request, row.person_id, page="appointment")
    mine = row.professional_id == request.actor.account_id
    owed = row.obligation
    context = {
        "one": queries.named(request.actor, [row])[0],
        "following": queries.next_of(request.actor, row.pk),
        "can_tell": mine or request.actor.can("appointments.see", row.unit_id),
        "has_come": row.starts_at <= request.now,
        "crossing": _crossing(request, row),
        "owed": owed if owed and owed.closed_at is None else None,
    }
    return render(request, "reception/appointment.html", context)


@needs("appointments.see")
@require_POST
def honour(request, appointment_id):
    return _do(request, appointment_id, operations.honour_appointment, "Rendez-vous honoré, le temps passé est compté.")


@needs("appointments.see")
@require_POST
def miss(request, appointment_id):
    said = "Rendez-vous non honoré. «\u00a0Reprendre contact\u00a0» est noté sous 3 jours ouvrés."
    return _do(request, appointment_id, operations.miss_appointment, said)


@needs("appointments.see")
@require_POST
def cancel(request, appointment_id):
    by = State.CANCELLED_BY_SERVICE if request.POST.get("by") == "service" else State.CANCELLED_BY_PERSON
    return _do(request, appointment_id, operations.cancel_appointment, "Rendez-vous annulé, l’heure est libre.", by=by)


@needs("appointments.see")
@require_POST
def take_up(request, appointment_id):
    return _do(request, appointment_id, operations.take_up_contact, "Le contact est repris.")


@needs("appointments.see")
@require_safe
def card(request, appointment_id):
    """Without a motive, without the service's name: it is carried in a bag that others open."""
    row = _row(request, appointment_id)
    journal.consulted(request, row.person_id, page="appointment.card")
    return printed(card_of(request, queries.named(request.actor, [row])[0]), row.pk)


def _crossing(request, row) -> queries.Crossing:
    """Whom she must not meet there that day; nobody, once the appointment is told."""
    day = row.starts_at.astimezone(ZoneInfo(row.unit.time_zone)).date()
    return queries.crossing(request.actor, row.person_id if row.state == State.PLANNED else None, row.unit, day)


def _row(request, appointment_id):
    return found_or_404(queries.appointments, request.actor, appointment_id)


def _do(request, appointment_id, operation, said: str, **chosen):
    row = _row(request, appointment_id)
    try:
        operation(actor=request.actor, at=request.now, appointment=row.pk, **chosen)
    except Refused as refused:
        for refusal in refused.refusals:
            messages.warning(request, refusal.message)
    else:
        toasts.say(request, said)
    if request.POST.get("next"):
        return returning.back(request)
    return redirect("reception:appointment", row.pk)
