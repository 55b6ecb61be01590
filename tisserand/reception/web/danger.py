"""An open danger: its clock, its owner, what the protocol says of it, what is done about it, how it ends."""

from datetime import date

from django.contrib import messages
from django.http import HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_POST, require_safe

from tisserand.access import journal
from tisserand.access import queries as access
from tisserand.access.gate import found_or_404, needs
from tisserand.kernel.refusals import Refused
from tisserand.reception import operations, queries
from tisserand.reception.rules import lists, numbers, urgency
from tisserand.reception.rules.dangers import LONGEST_NAME
from tisserand.reception.web import refused as refusals
from tisserand.reception.web import returning
from tisserand.reception.web.forms import CarryForm, KindForm, OutcomeForm
from tisserand.reception.web.forms.dangers import SHOWN_AT
from tisserand.ui import toasts


@needs("emergencies.see")
@require_safe
def show(request, emergency_id):
    danger = found_or_404(queries.dangers, request.actor, emergency_id)
    return _page(request, danger)


@needs("demands.write")
@require_POST
def take(request, emergency_id):
    danger = found_or_404(queries.dangers, request.actor, emergency_id)
    try:
        operations.take_in_hand(actor=request.actor, at=request.now, emergency=danger.pk)
    except Refused as refused:
        messages.warning(request, refused.refusals[0].message)
    else:
        toasts.say(request, "Vous vous en chargez.")
    return _again(request, danger)


@needs("demands.see")
@require_POST
def say_kind(request, emergency_id):
    def keep(danger, form):
        operations.say_kind(actor=request.actor, at=request.now, emergency=danger.pk, **form.cleaned_data)
        return "Le danger est nommé."

    return _submit(request, emergency_id, "kind_form", KindForm, keep)


@needs("demands.see")
@require_POST
def carry_over(request, emergency_id):
    def keep(danger, form):
        answer = form.answer(request.now)
        operations.carry_over(actor=request.actor, at=request.now, emergency=danger.pk, answer=answer)
        return "Le relais est noté, la reprise est datée."

    return _submit(request, emergency_id, "carry_form", CarryForm, keep)


@needs("demands.see")
@require_POST
def answer(request, emergency_id):
    def keep(danger, form):
        said = form.answer(request.now)
        operations.answer_emergency(actor=request.actor, at=request.now, emergency=danger.pk, answer=said)
        return "L’issue est notée."

    return _submit(request, emergency_id, "outcome_form", OutcomeForm, keep)


def _submit(request, emergency_id, name: str, kind: type, keep):
    danger = found_or_404(queries.dangers, request.actor, emergency_id)
    form = _form(kind, danger, request, data=request.POST)
    if form.is_valid():
        try:
            said = keep(danger, form)
        except Refused as refused:
            refusals.show(form, refused, SHOWN_AT)
        else:
            toasts.say(request, said)
            return _again(request, danger)
    return _page(request, danger, status=422, **{name: form})


def _again(request, danger):
    where = urlencode({"next": returning.address(request)})
    return HttpResponseRedirect(f"{reverse('reception:emergency', args=[danger.pk])}?{where}")


def _page(request, danger, *, status: int = 200, **forms):
    listens = request.actor.can("demands.see", danger.site_id)
    story, place = queries.story_of(request.actor, danger), queries.place(request.actor, danger.visit)
    if place.card:
        journal.consulted(request, danger.person_id, page="emergency")
    blank = {
        "kind_form": _form(KindForm, danger, request, initial=_kind_of(story)),
        "carry_form": _form(CarryForm, danger, request),
        "outcome_form": _form(OutcomeForm, danger, request),
    }
    frame = queries.frame(request.actor, _day_of(danger), story.kind.kind if story.kind else "")
    on_call = queries.on_call_at(request.actor, request.now)
    context = {
        "danger": danger,
        "frame": frame,
        "frame_label": urgency.label(frame.kind) if frame else "",
        "on_call": on_call,
        "numbers": [] if frame else numbers.numbers_for(story.kind.kind if story.kind else urgency.GENERAL),
        "relays": _offered(frame, on_call),
        "place": place,
        "listens": listens and danger.closed_at is None,
        "can_take": request.actor.can("demands.write", danger.site_id) and danger.closed_at is None,
        "kind": lists.label("dangers", story.kind.kind) if story.kind else "",
        "answers": [(one, lists.label("danger_outcomes", one.outcome)) for one in story.answers],
        "next": returning.address(request),
        **blank,
        **forms,
    }
    return render(request, "reception/danger.html", context, status=status)


def _day_of(danger) -> date:
    """The day whose protocol applies: that of the danger, wherever it is read from."""
    return access.today(danger.opened_at, danger.site.time_zone)


def _offered(frame, on_call) -> list[str]:
    """What « Relais » offers to choose: those of this danger, the general ones, who is on call."""
    if frame:
        relays = (*frame.answer.relays, *frame.general.relays)
        known = [f"{relay.name}, {relay.shown_phone}" if relay.phone else relay.name for relay in relays]
    else:
        known = [f"{number.name}, {number.shown}" for number in numbers.national_numbers()]
    if on_call:
        known.insert(0, f"{on_call.name}, astreinte, {numbers.shown_number(on_call.phone)}")
    return [name[:LONGEST_NAME] for name in dict.fromkeys(known)]


def _kind_of(story) -> dict:
    return {"kind": story.kind.kind, "kind_text": story.kind.kind_text} if story.kind else {}


def _form(kind: type, danger, request, **given):
    on = access.today(request.now, danger.site.time_zone)
    zone = {} if kind is KindForm else {"zone": danger.site.time_zone}
    return kind(given.get("data"), initial=given.get("initial"), on=on, prefix=kind.__name__.lower(), **zone)
