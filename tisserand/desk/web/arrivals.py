"""« Qui vient d’arriver ? »: find and register in one gesture. No name in any address: searches are posted (D13)."""

from uuid import UUID

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from tisserand.access import queries as access
from tisserand.access.gate import needs
from tisserand.desk.web import line
from tisserand.desk.web.forms import ArrivalForm, NewPersonForm
from tisserand.kernel.ids import new_id
from tisserand.kernel.refusals import Refusal, Refused
from tisserand.kernel.sentences import NBSP
from tisserand.people import operations as people
from tisserand.people import queries as persons
from tisserand.reception import operations
from tisserand.reception.rules.visits import TELEPHONE, Arrival
from tisserand.ui import toasts
from tisserand.ui.forms import refuse

SHORTEST = 2
MOST = 8


@needs("visits.register")
@require_POST
def find(request):
    site = line.site_of(request)
    typed = request.POST.get("q", "").strip()[:200]
    found = _found(request, site, typed)
    if request.htmx:
        return render(request, "desk/line_found.html", found)
    return line.page(request, **found)


@needs("visits.register")
@require_POST
def register_known(request):
    form = ArrivalForm(request.POST)
    if not form.is_valid() or not form.cleaned_data["person"]:
        return _not_understood(request)
    return _register(request, form, person=form.cleaned_data["person"])


@needs("visits.register")
@require_POST
def register_nameless(request):
    """What was typed in the box becomes what to call her meanwhile; « Danger immédiat » starts its clock at once."""
    form = ArrivalForm(request.POST)
    if not form.is_valid():
        return line.page(request, status=422, typed=request.POST.get("q", "")[:200], arrival=form, refusals=_said(form))
    return _register(request, form)


@needs("visits.register")
@require_POST
def register_new(request):
    """Only from results: carries what was typed, asks for nothing more than a way to call her."""
    form = NewPersonForm(request.POST)
    if form.is_valid():
        site = line.site_of(request)
        try:
            person = people.create_person(
                actor=request.actor,
                at=request.now,
                identity=form.identity(),
                site=site.pk,
                request_key=form.cleaned_data["key"],
                not_these=form.cleaned_data["not_these"],
            )
        except Refused as refused:
            refuse(form, refused)
        else:
            return _register(request, form, person=person.pk)
    return line.page(request, status=422, new=form, typed=form.data.get("typed", "")[:200])


def _register(request, form, person: UUID | None = None):
    site, said = line.site_of(request), form.cleaned_data
    arrival = Arrival(
        arrived_at=request.now,
        channel=said["channel"],
        called_as="" if person else said.get("q", ""),
        has_person=person is not None,
    )
    register = operations.answer_call if arrival.channel == TELEPHONE else operations.register_visit
    keys = {"request_key": said["key"], "person": person}
    try:
        visit = register(actor=request.actor, at=request.now, site=site.pk, arrival=arrival, **keys)
    except operations.AlreadyWaiting as already:
        messages.info(request, operations.already_waiting_sentence(already.visit))
        return redirect("desk:line")
    except Refused as refused:
        return line.page(request, status=422, typed=said.get("q", ""), refusals=refused.refusals)
    if said.get("danger"):
        operations.open_emergency(actor=request.actor, at=request.now, visit=visit.pk)
    _tell(request, visit)
    if visit.channel == TELEPHONE:
        return redirect("desk:visit", visit.pk)
    return redirect("desk:line")


def _tell(request, visit) -> None:
    """The room may see the screen: the ticket, never the name."""
    said = f"Inscrite, n°{NBSP}{visit.ticket}."
    undo = "" if visit.danger or visit.channel == TELEPHONE else reverse("reception:cancel", args=[visit.pk])
    toasts.say(request, said, undo=undo)


def _found(request, site, typed: str) -> dict:
    """Each result has its own key: the same one pressed twice registers once."""
    channel = TELEPHONE if request.POST.get("channel") == TELEPHONE else "guichet"
    blank = {"typed": typed, "channel": channel, "result": None, "hits": [], "new": None}
    if len(typed) < SHORTEST:
        return blank
    today = access.today(request.now, site.time_zone)
    result = persons.search(request.actor, typed, today=today, site=site.pk, limit=MOST)
    hits = [{"card": hit.card, "reasons": hit.reasons, "key": new_id()} for hit in result.hits]
    return {**blank, "result": result, "hits": hits, "new": _new_person(result, hits, typed, channel)}


def _new_person(result, hits: list, typed: str, channel: str) -> NewPersonForm:
    family, given = result.typed.family_and_given
    born = result.typed.births[0] if len(result.typed.births) == 1 else None
    return NewPersonForm(
        initial={
            "used_name": family,
            "first_names": given,
            "birth": str(born) if born else "",
            "typed": typed,
            "channel": channel,
            "not_these": [str(hit["card"].id) for hit in hits],
        }
    )



def _said(form) -> list:
    return [Refusal("form", error) for errors in form.errors.values() for error in errors]


def _not_understood(request):
    messages.warning(request, "Cette page est périmée. Cherchez la personne de nouveau.")
    return redirect("desk:line")
