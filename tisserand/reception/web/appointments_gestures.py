"""One appointment: how it went, its card, and what follows it."""

from zoneinfo import ZoneInfo

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from tisserand.access import journal
from tisserand.access import queries as access
from tisserand.access.gate import found_or_404, needs
from tisserand.kernel.refusals import Refused
from tisserand.people import queries as people
from tisserand.reception import operations, queries
from tisserand.reception.rules.appointments import EARLY, State
from tisserand.reception.web import returning
from tisserand.reception.web.appointments_book import away_that_day, receivers
from tisserand.reception.web.forms.appointments import EntrustForm
from tisserand.reception.web.papers import card_of, printed
from tisserand.ui import toasts


@needs("appointments.see")
@require_safe
def show(request, appointment_id):
    row = _row(request, appointment_id)
    journal.consulted(request, row.person_id, page="appointment")
    hers = row.professional_id in {request.actor.account_id, *request.actor.covered}
    one = queries.named(request.actor, [row])[0]
    owed = row.obligation
    context = {
        "one": one,
        "following": queries.next_of(request.actor, row.pk),
        "can_tell": hers or request.actor.can("appointments.see", row.unit_id),
        "may_come": row.starts_at - EARLY <= request.now,
        "has_come": row.starts_at <= request.now,
        "crossing": _crossing(request, row),
        "owed": owed if owed and owed.closed_at is None else None,
        "entrust_form": _entrust_form(request, row) if _may_be_given(request, one) else None,
        "contacts": people.contacts(request.actor, row.person_id) if row.obligation_id else [],
    }
    return render(request, "reception/appointment.html", context)


@needs("appointments.see")
@require_POST
def entrust(request, appointment_id):
    row = _row(request, appointment_id)
    form = _entrust_form(request, row, request.POST)
    if not form.is_valid():
        messages.warning(request, "Choisissez dans la liste le professionnel à qui confier ce rendez-vous.")
        return redirect("reception:appointment", row.pk)
    chosen = form.cleaned_data["professional"]
    said = f"Le rendez-vous est confié à {access.accounts([chosen])[chosen].name}, à la même heure."
    return _do(request, appointment_id, operations.entrust_appointment, said, professional=chosen)


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
    row = _row(request, appointment_id)
    to_call = by == State.CANCELLED_BY_SERVICE and row.obligation_id and row.starts_at > request.now
    said = f"Rendez-vous annulé, l’heure est libre.{' Il reste à rappeler la personne.' if to_call else ''}"
    return _do(request, appointment_id, operations.cancel_appointment, said, by=by)


@needs("appointments.see")
@require_POST
def take_up(request, appointment_id):
    called = _row(request, appointment_id).state == State.CANCELLED_BY_SERVICE
    said = "C’est noté\u00a0: la personne est prévenue." if called else "Le contact est repris."
    return _do(request, appointment_id, operations.take_up_contact, said)


@needs("appointments.see")
@require_safe
def card(request, appointment_id):
    """Without a motive, without the service's name: it is carried in a bag that others open."""
    one = queries.named(request.actor, [_row(request, appointment_id)])[0]
    if not one.is_planned:
        raise Http404("nobody is awaited")
    journal.consulted(request, one.row.person_id, page="appointment.card")
    return printed(card_of(request, one), one.row.pk)


def _may_be_given(request, one) -> bool:
    """Before its hour; after it too, when whoever was to receive her was known not to be there."""
    return one.is_to_entrust or (one.is_planned and one.row.starts_at > request.now)


def _entrust_form(request, row, data=None) -> EntrustForm:
    """Whoever is there that day; first, who stands in for the one who is not."""
    around = receivers(request, row)
    away = away_that_day(row, around)
    others = [seat for seat in around if seat.account_id not in {row.professional_id, *away}]
    first = [away[row.professional_id].account_id] if row.professional_id in away else []
    return EntrustForm(data, professionals=others, first=first)


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
    # Whoever gave it to a colleague of another team sees it no more.
    if not queries.appointments(request.actor).filter(pk=row.pk).exists():
        return redirect("reception:appointments")
    return redirect("reception:appointment", row.pk)
