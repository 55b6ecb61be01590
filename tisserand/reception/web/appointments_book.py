"""Fixing an appointment with a person, and moving one."""

from uuid import UUID

from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from tisserand.access import journal
from tisserand.access import queries as access
from tisserand.access.gate import found_or_404, needs
from tisserand.kernel.refusals import Refused
from tisserand.people import queries as people
from tisserand.reception import operations, queries
from tisserand.reception.rules.appointments import State
from tisserand.reception.web import refused as refusals
from tisserand.reception.web import returning
from tisserand.reception.web.forms.appointments import SHOWN_AT, BookForm, PostponeForm
from tisserand.ui import toasts


@needs("appointments.see")
@require_http_methods(["GET", "POST"])
def book(request, person_id):
    card = people.cards(request.actor, [person_id]).get(person_id)
    if card is None:
        raise Http404("person")
    form = _book_form(request, person_id)
    if request.method == "POST" and form.is_valid():
        try:
            row = _book(request, person_id, form)
        except Refused as refused:
            refusals.show(form, refused, SHOWN_AT)
        else:
            toasts.say(request, "Le rendez-vous est fixé. La carte est prête à imprimer.")
            return redirect("reception:appointment", row.pk)
    journal.consulted(request, person_id, page="appointment.book")
    context = {"form": form, "card": card, "next": returning.address(request), "follows": _follows(request) or ""}
    return render(request, "reception/appointment_book.html", context, status=422 if form.errors else 200)


@needs("appointments.see")
@require_http_methods(["GET", "POST"])
def postpone(request, appointment_id):
    row = found_or_404(queries.appointments, request.actor, appointment_id)
    one = queries.named(request.actor, [row])[0]
    form = _postpone_form(request, one)
    if request.method == "POST" and form.is_valid():
        try:
            following = _postpone(request, row, form)
        except Refused as refused:
            refusals.show(form, refused, SHOWN_AT)
        else:
            toasts.say(request, "Le rendez-vous est reporté, le nouveau est fixé.")
            return redirect("reception:appointment", following.pk)
    journal.consulted(request, row.person_id, page="appointment")
    context = {"form": form, "one": one, "contacts": people.contacts(request.actor, row.person_id)}
    return render(request, "reception/appointment_postpone.html", context, status=422 if form.errors else 200)


def receivers(request, row) -> list:
    """Who receives around there: today for the list, that day for what is written."""
    on = timezone.localdate(request.now)
    return queries.professionals(queries.neighbourhood(row.unit_id, on=on), on=on)


def away_that_day(row, seats: list) -> dict:
    """Whoever of these is absent on the day of an appointment, its own colleague too."""
    on = access.today(row.starts_at, row.unit.time_zone)
    return access.away([row.professional_id, *(seat.account_id for seat in seats)], on=on)


def _postpone_form(request, one) -> PostponeForm:
    """No day is chosen yet: who is away today is offered for after, whoever stands in comes first."""
    row, seats = one.row, receivers(request, one.row)
    away, instead = _away(request, seats), away_that_day(row, []).values()
    same = "" if instead or one.is_to_entrust else str(row.professional_id)
    said = {"minutes": row.minutes, "place": row.place, "professional": same}
    first = [stand.account_id for stand in instead]
    return PostponeForm(request.POST or None, initial=said, professionals=seats, first=first, away=away)


def _away(request, seats: list) -> dict:
    return access.away((seat.account_id for seat in seats), on=timezone.localdate(request.now))


def _book_form(request, person_id) -> BookForm:
    on = timezone.localdate(request.now)
    units = queries.meeting_units(request.actor, on=on)
    colleagues = queries.professionals(units, on=on)
    away = _away(request, colleagues)
    team = [seat.account_id for seat in people.care_team(request.actor, person_id, on)]
    here = {seat.account_id for seat in colleagues}
    usual = next((one for one in (*team, request.actor.account_id) if one in here), "")
    initial = {"professional": "" if usual in away else str(usual), "unit": _usual_unit(request, units)}
    first = [*team, *(away[one].account_id for one in team if one in away)]
    offered = {"professionals": colleagues, "first": first, "away": away, "units": units}
    return BookForm(request.POST or None, initial=initial, **offered)


def _usual_unit(request, units: list) -> str:
    """My own seat first, the site where people come before the team."""
    seats = {post.unit_id for post in request.actor.posts}
    ranked = sorted(units, key=lambda unit: (unit.pk not in seats, unit.kind != "site"))
    return str(ranked[0].pk) if ranked else ""


def _book(request, person_id, form):
    said = form.cleaned_data
    return operations.book_appointment(
        actor=request.actor,
        at=request.now,
        person=person_id,
        professional=said["professional"],
        unit=said["unit"],
        slot=form.slot(access.unit(said["unit"]).time_zone),
        request_key=said["key"],
        follows=_follows(request),
    )


def _postpone(request, row, form):
    return operations.postpone_appointment(
        actor=request.actor,
        at=request.now,
        appointment=row.pk,
        by=State(form.cleaned_data["by"]),
        slot=form.slot(row.unit.time_zone),
        professional=form.cleaned_data["professional"],
        request_key=form.cleaned_data["key"],
    )


def _follows(request) -> UUID | None:
    try:
        return UUID(request.POST.get("follows") or request.GET.get("suite") or "")
    except ValueError:
        return None
