"""Who she lives with and who counts for her; what must stay apart stays apart."""

from django.http import Http404
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from tisserand.access.gate import needs
from tisserand.kernel.refusals import Refusal, Refused, refuse
from tisserand.people import operations, queries
from tisserand.people.rules.states import AUTHORITY_LABELS
from tisserand.people.web.forms import EndForm, TieForm
from tisserand.people.web.pages import about, of_my_place, seen, site, today
from tisserand.ui.toasts import say


@needs("identity.read")
@require_http_methods(["GET", "POST"])
@of_my_place
def household(request, person_id):
    """A POST searches for a relative, without any name in the address."""
    person = seen(request, person_id, "proches")
    return _show(request, person, q=_searched(request))


@needs("identity.write")
@require_POST
@of_my_place
def declare(request, person_id, other_id):
    person = seen(request, person_id, "proches")
    if other_id not in queries.cards(request.actor, [other_id]):
        raise Http404("person")
    form = TieForm(request.POST, auto_id=False)
    try:
        if not form.is_valid():
            refuse(_refusals(form))
        _declare(request, person_id, other_id, form.cleaned_data)
    except Refused as refused:
        typed = {"declared_id": other_id, "declared": form}
        return _show(request, person, q=_searched(request), refusals=refused.refusals, status=422, **typed)
    say(request, "Le lien est déclaré.")
    return redirect("people:household", person_id)


def _searched(request) -> str:
    return request.POST.get("q", "")[:200]


def _declare(request, person_id, other_id, said: dict) -> None:
    hand = {"actor": request.actor, "at": request.now}
    if not said["kind"] and not said["lives_with"]:
        refuse([Refusal("nothing", "Choisissez un lien, ou cochez «\u00a0Vivent ensemble\u00a0».", "kind")])
    if said["kind"]:
        operations.declare_tie(
            **hand,
            person=person_id,
            other=other_id,
            kind=said["kind"],
            authority=said["authority"],
            confidential=said["confidential"],
            starts_on=said["starts_on"],
        )
    if said["lives_with"]:
        home = {"place": said["place"], "starts_on": said["starts_on"]}
        operations.live_together(**hand, person=person_id, other=other_id, **home)


@needs("identity.write")
@require_POST
@of_my_place
def end(request, person_id, link_id):
    person, form = seen(request, person_id, "proches"), EndForm(request.POST)
    if not form.is_valid():
        return _show(request, person, refusals=_refusals(form), status=422)
    try:
        _end(request, person_id, link_id, form.cleaned_data["ends_on"] or today(request))
    except Refused as refused:
        return _show(request, person, refusals=refused.refusals, status=422)
    return redirect("people:household", person_id)


def _end(request, person_id, link_id, day) -> None:
    ties = {relative.link_id for relative in queries.ties_of(request.actor, person_id)}
    members = {relative.link_id for relative in queries.household_of(request.actor, person_id)}
    hand = {"actor": request.actor, "at": request.now, "ends_before": day}
    if link_id in ties:
        operations.end_tie(**hand, tie=link_id)
    elif link_id in members:
        operations.leave_household(**hand, member=link_id)
    else:
        raise Http404("tie")


def _refusals(form) -> list[Refusal]:
    """A list of relatives has one form for each: what is wrong is said above them."""
    labels = {name: str(field.label) for name, field in form.fields.items()}
    return [
        Refusal(name, f"{labels[name]}\u00a0: {message}" if name in labels else message)
        for name, said in form.errors.items()
        for message in said
    ]


def _show(request, person, *, q: str = "", refusals=(), status: int = 200, **typed):
    found = queries.search(request.actor, q, today=today(request), site=site(request), limit=5, without=[person.id])
    page = about(
        request,
        person,
        "household",
        household=queries.household_of(request.actor, person.id),
        ties=[(tie, AUTHORITY_LABELS.get(tie.authority, "")) for tie in queries.ties_of(request.actor, person.id)],
        q=q,
        result=found,
        tie_form=TieForm(auto_id=False),
        end_form=EndForm(auto_id=False),
        refusals=refusals,
        **typed,
    )
    return render(request, "people/household.html", page, status=status)
