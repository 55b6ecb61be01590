"""A new plan: from a person, never from a blank page."""

from uuid import UUID

from django.http import Http404
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from tisserand.access import journal
from tisserand.access.gate import needs
from tisserand.assessment.queries import orientation as orientations
from tisserand.kernel.refusals import Refused
from tisserand.people import queries as people
from tisserand.support import operations, queries
from tisserand.support.rules import Origin
from tisserand.support.rules.naming import spoken_name
from tisserand.support.slots import FILE_LINKS
from tisserand.support.web.forms import NewPlanForm
from tisserand.ui import toasts
from tisserand.ui.forms import refuse


@needs("plans.write")
@require_http_methods(["GET", "POST"])
def new(request, person_id):
    card = people.cards(request.actor, [person_id]).get(person_id)
    if card is None:
        raise Http404("person")
    journal.consulted(request, person_id, page="accompagnement")
    orientation = _orientation(request, person_id)
    form = NewPlanForm(request.POST or None, teams=my_teams(request.actor), initial=_from(orientation))
    if request.method == "POST" and form.is_valid():
        try:
            plan = create(request, person_id, form.cleaned_data, orientation)
        except Refused as refused:
            refuse(form, refused)
        else:
            toasts.say(request, "Le projet est ouvert. Écrivez maintenant le premier objectif.")
            return redirect("support:plan", plan.pk)
    known = queries.lines_of(request.actor, queries.plans_of_person(request.actor, person_id)[:10])
    context = {"form": form, "card": card, "name": spoken_name(card), "known": [line.plan for line in known]}
    context["files"] = FILE_LINKS.of(request.actor, person_id)
    return render(request, "support/new.html", context, status=422 if form.errors else 200)


def _orientation(request, person_id):
    """The one this plan answers, when it begins from it."""
    try:
        identifier = UUID(request.GET.get("orientation", ""))
    except ValueError:
        return None
    return orientations.attributed_to_me(request.actor).filter(pk=identifier, person_id=person_id).first()


def _from(orientation) -> dict:
    """What was already said is not asked again."""
    return {"origin": Origin.ORIENTED, "words": orientation.asks} if orientation else {}


def create(request, person_id, said, orientation=None):
    return operations.create_plan(
        actor=request.actor,
        at=request.now,
        person=person_id,
        kind=said["kind"],
        origin=said["origin"],
        words=said["words"],
        starts_on=said["starts_on"],
        ends_on=said["ends_on"],
        team=said["team"],
        origin_orientation_id=orientation.pk if orientation else None,
        request_key=said["key"],
    )


def my_teams(actor) -> list[tuple[str, str]]:
    """The teams where this actor conducts plans."""
    reach = actor.reach("plans.write")
    return [(str(post.unit_id), post.unit_name) for post in actor.posts if post.unit_id in reach]
