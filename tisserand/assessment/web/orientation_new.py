"""A new orientation: written with the person, sent when she agrees."""

from django.db import transaction
from django.http import Http404, QueryDict
from django.shortcuts import redirect, render

from tisserand.access import journal
from tisserand.access import operations as access
from tisserand.access import queries as seats
from tisserand.access.gate import needs
from tisserand.assessment import queries as assessments
from tisserand.assessment.operations import orientation as operations
from tisserand.assessment.queries import orientation as queries
from tisserand.assessment.queries import orientation_places as places
from tisserand.assessment.rules.orientation_refusals import Passed
from tisserand.assessment.web.orientation_forms import LATER, ProposalForm
from tisserand.kernel.refusals import Refused
from tisserand.people import queries as people
from tisserand.ui import toasts
from tisserand.ui.forms import refuse

DRAFT = "orientation"


@needs("orientations.propose")
def orient(request, person_id):
    card = people.cards(request.actor, [person_id]).get(person_id)
    if card is None:
        raise Http404("person")
    assessment = assessments.latest(request.actor, person_id)
    items = assessments.shareable(request.actor, assessment) if assessment else ()
    form = _form(request, person_id, assessment, items)
    if request.method == "POST" and form.is_valid():
        try:
            row = _propose(request, person_id, assessment, items, form.cleaned_data)
        except Refused as refused:
            refuse(form, refused)
        else:
            return redirect("assessment:orientation", row.pk)
    journal.consulted(request, person_id, page="orientation")
    return render(
        request,
        "assessment/orientation_new.html",
        {"card": card, "form": form, "items": items, "assessment": assessment, "open": _open(request, person_id)},
        status=422 if form.errors else 200,
    )


def _form(request, person_id, assessment, items) -> ProposalForm:
    on = request.now.date()
    given = {"poles": places.pole_views(on), "units": _units(request.actor, on), "items": items, "on": on}
    if request.method == "POST":
        return ProposalForm(request.POST, **given)
    initial = _from(assessment) | {"agreed_on": seats.today(request.now, request.actor.posts[0].time_zone)}
    kept = seats.draft(request.actor, form=DRAFT, person=person_id)
    return ProposalForm(initial=initial | (_kept(kept) if kept else {}), **given)


def _from(assessment) -> dict:
    """What the assessment concluded, so that nothing is typed twice."""
    if assessment is None:
        return {}
    return {"to_unit": str(assessment.next_pole_id or ""), "reasons": assessment.reason}


def _kept(draft) -> dict:
    many = QueryDict(mutable=True)
    for name, values in draft.fields.items():
        many.setlist(name, values)
    several = {"passed"}
    return {name: many.getlist(name) if name in several else many[name] for name in many if many.getlist(name)}


def _units(actor, on) -> list:
    """Where I may orient from: the sites and teams of my seats."""
    mine = {post.unit_id for post in actor.posts} & actor.reach("orientations.propose")
    return list(seats.units(on=on).filter(pk__in=mine).order_by("name", "id"))


def _open(request, person_id) -> list:
    """Those already on their way: one follows them rather than make another."""
    return list(queries.orientations_of_person(request.actor, person_id).filter(closed_at=None)[:5])


@transaction.atomic
def _propose(request, person_id, assessment, items, said):
    by = {"actor": request.actor, "at": request.now}
    row = operations.propose(
        **by,
        person=person_id,
        from_unit=said["from_unit"],
        to_unit=said["to_unit"],
        reasons=said["reasons"],
        asks=said["asks"],
        urgency=said["urgency"],
        passed=_passed(items, said["passed"]),
        assessment=assessment.pk if assessment else None,
        request_key=said["key"],
    )
    if said["agreement"] != LATER and row.version == 1:
        row = operations.agree(
            **by, orientation=row.pk, expected_version=1, agreed_on=said["agreed_on"], how=said["agreement"]
        )
        row = operations.send(**by, orientation=row.pk, expected_version=row.version)
        toasts.say(request, "Orientation envoyée. Vous verrez la réponse ici.")
    access.drop_draft(actor=request.actor, form=DRAFT, person=person_id)
    return row


def _passed(items, chosen) -> list[Passed]:
    return [Passed(item.label, words, whose) for item in items if item.key in chosen for whose, words in item.lines]
