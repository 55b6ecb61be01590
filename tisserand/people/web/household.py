"""Who she lives with and who counts for her; what must stay apart stays apart."""

from django.http import Http404
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from tisserand.access.gate import needs
from tisserand.kernel.refusals import Refusal, Refused, refuse
from tisserand.people import operations, queries
from tisserand.people.rules.states import AUTHORITY_LABELS
from tisserand.people.web.forms import TieForm
from tisserand.people.web.pages import about, of_my_place, seen, site, today
from tisserand.ui.toasts import say


@needs("identity.read")
@require_http_methods(["GET", "POST"])
@of_my_place
def household(request, person_id):
    """A POST searches for a relative, without any name in the address."""
    person = seen(request, person_id, "proches")
    return _show(request, person, q=request.POST.get("q", "")[:200])


@needs("identity.write")
@require_POST
@of_my_place
def declare(request, person_id, other_id):
    person = seen(request, person_id, "proches")
    if other_id not in queries.cards(request.actor, [other_id]):
        raise Http404("person")
    form = TieForm(request.POST)
    if not form.is_valid():
        return _show(request, person, refusals=[Refusal("tie", "Choisissez un lien dans la liste.")], status=422)
    try:
        _declare(request, person_id, other_id, form.cleaned_data)
    except Refused as refused:
        return _show(request, person, refusals=refused.refusals, status=422)
    say(request, "Le lien est déclaré.")
    return redirect("people:household", person_id)


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
        )
    if said["lives_with"]:
        operations.live_together(**hand, person=person_id, other=other_id, starts_on=None)


@needs("identity.write")
@require_POST
@of_my_place
def end(request, person_id, link_id):
    seen(request, person_id, "proches")
    ties = {relative.link_id for relative in queries.ties_of(request.actor, person_id)}
    members = {relative.link_id for relative in queries.household_of(request.actor, person_id)}
    hand = {"actor": request.actor, "at": request.now, "ends_before": today(request)}
    if link_id in ties:
        operations.end_tie(**hand, tie=link_id)
    elif link_id in members:
        operations.leave_household(**hand, member=link_id)
    else:
        raise Http404("tie")
    return redirect("people:household", person_id)


def _show(request, person, *, q: str = "", refusals=(), status: int = 200):
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
        refusals=refusals,
    )
    return render(request, "people/household.html", page, status=status)
