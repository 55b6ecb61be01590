"""A coming, from the door to its outcome: what the desk sees of it, and what only listeners read."""

from dataclasses import replace

from django.db import transaction
from django.http import Http404
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from tisserand.access import journal
from tisserand.access import queries as access
from tisserand.access.gate import found_or_404, needs
from tisserand.desk.web import found
from tisserand.desk.web.forms import NamedForm, NewPersonForm
from tisserand.kernel.refusals import Refused
from tisserand.reception import operations, queries
from tisserand.reception.rules import contacts, lists
from tisserand.reception.rules.visits import (
    BOOKED,
    GONE,
    INTERVIEWED,
    State,
    attests_presence,
    in_words,
    is_call_in_hand,
    outcome_in_words,
)
from tisserand.ui import toasts
from tisserand.ui.forms import refuse

# Nothing was agreed with somebody who was not there.
NOT_WITH_HER = {INTERVIEWED, BOOKED}
UNDO = {
    State.RECEIVED: "Remettre en attente",
    State.CLOSED: "Rouvrir la venue",
    State.LEFT: "Remettre en attente",
    State.MISTAKEN: "Rétablir la venue",
}


@needs("visits.see")
@require_safe
def show(request, visit_id):
    return page(request, _visit(request, visit_id))


@needs("visits.register")
@require_POST
def find(request, visit_id):
    visit = _visit(request, visit_id)
    who = found.found(request, visit.site, found.typed_in(request))
    if request.htmx:
        return render(request, "desk/visit_found.html", {"visit": visit, **_contact(request, visit), **who})
    return page(request, visit, **who)


@needs("visits.register")
@require_POST
def name(request, visit_id):
    visit, form = _visit(request, visit_id), NamedForm(request.POST)
    if not form.is_valid():
        raise Http404("person")
    try:
        return _attach(request, visit, form.cleaned_data["person"], agrees=form.cleaned_data["agrees"])
    except Refused as refused:
        return page(request, visit, status=422, refusals=refused.refusals)


@needs("visits.register")
@require_POST
def name_new(request, visit_id):
    visit, form = _visit(request, visit_id), NewPersonForm(request.POST)
    if form.is_valid():
        agrees = request.POST.get("agrees") == "1"
        try:
            operations.check_naming(visit, agrees=agrees)
            with transaction.atomic():  # no file is made for a name that is refused
                person = found.create(request, visit.site, form)
                return _attach(request, visit, person.pk, agrees=agrees)
        except Refused as refused:
            refuse(form, refused)
    return page(request, visit, status=422, new=form)


def page(request, visit, *, status: int = 200, **found_here):
    """However it is reached, it shows what happened: the reading is noted."""
    if visit.person_id:
        journal.consulted(request, visit.person_id, page="visit")
    on = access.today(request.now, visit.site.time_zone)
    place = queries.place(request.actor, visit)
    if place.card:
        journal.consulted(request, visit.person_id, page="visit")
    context = {
        "visit": visit,
        "place": place,
        **_contact(request, visit),
        **_may(request, visit),
        **_words(visit),
        **_story(request, visit),
        "receivers": queries.receivers(visit.site_id, on=on) if visit.state == State.WAITING else [],
        "outcomes": _outcomes(visit, on),
        "purposes": _purposes(visit, on),
        "crossing": _crossing(request, visit, on),
        **found.NOTHING,
        "refusals": (),
        **found_here,
    }
    return render(request, "desk/visit.html", context, status=status)


def _crossing(request, visit, on) -> queries.Crossing:
    """Who else is there, or will be, that she must not meet; once she is gone, nobody."""
    here = visit.day == on and visit.channel != contacts.TELEPHONE and visit.state in (State.WAITING, State.RECEIVED)
    return queries.crossing(request.actor, visit.person_id if here else None, visit.site, on)


def _outcomes(visit, on) -> list:
    """What may be said now: in danger nothing but that she left; no interview before there was one."""
    waits, calls = visit.state == State.WAITING, visit.channel == contacts.TELEPHONE
    refused = {INTERVIEWED} if (waits or calls) and not visit.has_demand else set()
    refused |= set() if waits else {GONE}
    refused |= NOT_WITH_HER if _opens_no_file(visit) else set()
    offered = [
        replace(one, label=outcome_in_words(one.code, visit.channel))
        for one in lists.choices("outcomes", on=on)
        if one.code not in refused
    ]
    return [one for one in offered if one.code == GONE] if visit.danger else offered


def _purposes(visit, on) -> list:
    refused = {contacts.AT_DISPOSAL} if visit.contact_author == contacts.HERSELF else set()
    return [one for one in lists.choices("purposes", on=on) if one.code not in refused]


def _contact(request, visit) -> dict:
    spoken = found.contact(visit.site, request.now, channel=visit.channel, author=visit.contact_author)
    nameless = visit.person_id is None and visit.state != State.MISTAKEN
    may_name = not contacts.refusals_to_concern(
        channel=visit.channel, author=visit.contact_author, purpose=visit.purpose
    )
    return {**spoken, "nameable": nameless and may_name, "disposable": nameless and not may_name}


def _opens_no_file(visit) -> bool:
    return contacts.opens_no_file(channel=visit.channel, author=visit.contact_author)


def _visit(request, visit_id):
    return found_or_404(queries.visits_for, request.actor, visit_id)


def _may(request, visit) -> dict:
    actor, site = request.actor, visit.site_id
    present = visit.state in (State.WAITING, State.RECEIVED)
    asks = visit.has_demand or not _opens_no_file(visit)
    return {
        "can_register": actor.can("visits.register", site),
        "can_write": actor.can("demands.write", site) and visit.state != State.MISTAKEN and asks,
        "can_assess": actor.can("assessments.write", site) and visit.has_demand and visit.person_id is not None,
        "can_book": not _opens_no_file(visit),
        "can_open_file": actor.can("files.read") and visit.person_id is not None,
        "can_open_danger": actor.can("emergencies.see", site) and present and not visit.danger,
        "can_certify": attests_presence(State(visit.state), channel=visit.channel, author=visit.contact_author),
        "closable": present,
        "mistaken": visit.state == State.WAITING or is_call_in_hand(State(visit.state), visit.channel),
    }


def _words(visit) -> dict:
    return {
        "state_label": in_words(State(visit.state), visit.channel),
        "outcome_label": outcome_in_words(visit.outcome, visit.channel) if visit.outcome else "",
        "undo_label": "" if is_call_in_hand(State(visit.state), visit.channel) else UNDO.get(State(visit.state), ""),
        "channel_label": lists.label("channels", visit.channel),
        "author_label": lists.label("authors", visit.contact_author),
        "company": [lists.label("attendance", kind).lower() for kind in visit.attendance],
    }


def _story(request, visit) -> dict:
    demand = queries.demand(request.actor, visit.pk)
    danger = queries.danger_of_visit(request.actor, visit.pk)
    told = {"demand": demand, "danger": danger, "themes": [], "answers": [], "instead": "", "closure": ""}
    if demand is None:
        return told
    return told | {
        "themes": [lists.label("themes", theme) for theme in (demand.main_theme, *demand.other_themes)],
        "answers": [lists.label("answers", answer) for answer in demand.answers],
        "instead": lists.label("instead_reasons", demand.instead_reason) if demand.instead_reason else "",
        "closure": lists.label("demand_closures", demand.closure) if demand.closure else "",
    }


def _attach(request, visit, person, *, agrees: bool):
    operations.attach_person(actor=request.actor, at=request.now, visit=visit.pk, person=person, agrees=agrees)
    toasts.say(request, "La venue porte son nom. Rien n’est à retaper.")
    return redirect("desk:visit", visit.pk)
