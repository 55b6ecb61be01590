"""The file of a person: who she is, what she said, what comes next, what happened, and the facts in the margin."""

from datetime import datetime

from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from tisserand.access import journal
from tisserand.access.gate import needs
from tisserand.deadlines import queries as deadlines
from tisserand.desk import coming, duties, links, timeline
from tisserand.people import queries as people
from tisserand.people.slots import notices
from tisserand.privacy.queries import retention

PAGE = 30
OPEN_PLANS, LATEST, COMING = 3, 6, 10


@needs("identity.read")
@require_safe
def open_person(request, person_id):
    """From a list of persons: her file for those who open files, her identity for the desk."""
    if people.person(request.actor, person_id) is None:
        raise Http404("person")
    return redirect(links.person(request.actor, person_id))


@needs("files.read")
@require_safe
def file(request, person_id):
    person = _person(request, person_id)
    actor = request.actor
    seats = list(people.care_team(actor, person.id, timezone.localdate()))
    if not _accompanies(actor, seats) and people.is_outside(actor, person):
        return redirect("people:outside", person.id)
    journal.consulted(request, person.id, page="dossier")
    read = timeline.shared(actor, person.id, most=LATEST, coming=COMING)
    facts = timeline.facts(actor, person.id, most=LATEST, read=read)
    consents = list(people.consents(actor, person.id))
    household, ties = _once(*people.relatives(actor, person.id))
    team = people.without_pole(actor, person.id, _once_each(seats))
    contacts = people.contacts(actor, person.id)
    context = {
        "person": person,
        "notices": notices(actor, person.id, timezone.localdate()),
        "closed": people.closed_channels(consents),
        "voice": next((fact for fact in facts if fact.said), None),
        "coming": _coming(request, person, team, read.appointments),
        "plans": read.plans[:OPEN_PLANS],
        "facts": facts,
        "contacts": contacts,
        # A relative's number never stands for her own.
        "own_number": next((contact for contact in contacts if not contact.whose), None),
        "addresses": people.addresses(actor, person.id),
        "household": household,
        "ties": ties,
        "consents": consents[:8],
        "team": team,
        "offers_emergency": _offers_emergency(actor, person, team),
        "ends": next(iter(retention.due_of_person(actor, person.id)), None),
        **_gestures(actor),
    }
    return render(request, "desk/file.html", context)


@needs("files.read")
@require_safe
def story(request, person_id):
    """The whole thread, thirty facts at a time, the latest first."""
    person = _person(request, person_id)
    if people.is_outside(request.actor, person):
        return redirect("people:outside", person.id)
    journal.consulted(request, person.id, page="parcours")
    found = timeline.facts(request.actor, person.id, before=_instant(request.GET.get("avant")), most=PAGE + 1)
    context = {
        "person": person,
        "notices": notices(request.actor, person.id, timezone.localdate()),
        "facts": found[:PAGE],
        "previous_url": "",
        "next_url": f"?avant={found[PAGE - 1].at.isoformat().replace('+', '%2B')}" if len(found) > PAGE else "",
    }
    return render(request, "desk/story.html", context)


def _coming(request, person, team, appointments) -> list:
    actor, at = request.actor, request.now
    rows = deadlines.coming(actor, person.id, COMING)
    owed = duties.named(actor, rows, {person.id: person.card}, at=at, accompanies=_accompanies(actor, team))
    return coming.knots(actor, owed, appointments, at=at, most=COMING)


def _accompanies(actor, team) -> bool:
    hers = {actor.account_id, *actor.covered}
    return any(seat.account_id in hers for seat in team)


def _offers_emergency(actor, person, team) -> bool:
    """To those who may, for a file that no seat opens to them yet."""
    closed = person.id not in actor.opened and not _accompanies(actor, team)
    return actor.can("files.break") and closed and not person.is_protected


def _gestures(actor) -> dict[str, bool]:
    """What the reader may begin with her."""
    return {
        "can_assess": actor.can("assessments.write"),
        "can_orient": actor.can("orientations.propose"),
        "can_support": actor.can("plans.write"),
        "can_book": actor.can("appointments.see"),
        "can_continue": actor.can("continuity.read"),
    }


def _once(household, ties) -> tuple[list, list]:
    """Somebody who lives with her and is also her child reads once; a confidential tie always reads as such."""
    said = {relative.card.id for relative in household if relative.what}
    ties = [tie for tie in ties if tie.confidential or tie.card.id not in said]
    tied = {tie.card.id for tie in ties}
    return [relative for relative in household if relative.card.id not in tied], ties


def _once_each(rows) -> list:
    """One line for a professional who accompanies her twice, since the first day."""
    seats = {}
    for row in rows:
        seats.setdefault((row.account_id, row.unit_id), row)
    return list(seats.values())


def _person(request, person_id):
    person = people.person(request.actor, person_id)
    if person is None:
        raise Http404("person")
    return person


def _instant(text: str | None) -> datetime | None:
    try:
        return datetime.fromisoformat(text) if text else None
    except ValueError:
        return None
