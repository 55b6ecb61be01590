"""A new inquiry: from a person, once what the préfet sent is in hand."""

from uuid import UUID

from django.http import Http404
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from tisserand.access import journal
from tisserand.access import queries as access
from tisserand.access.gate import needs
from tisserand.inquiries import operations, queries
from tisserand.inquiries.slots import FILE_LINKS
from tisserand.inquiries.web import shown
from tisserand.inquiries.web.forms import ReceiveForm
from tisserand.kernel.refusals import Refused
from tisserand.people import queries as people
from tisserand.ui import toasts
from tisserand.ui.forms import refuse


@needs("inquiries.receive")
@require_http_methods(["GET", "POST"])
def new(request, person_id):
    card = people.cards(request.actor, [person_id]).get(person_id)
    if card is None:
        raise Http404("person")
    journal.consulted(request, person_id, page="enquête expulsion")
    form = ReceiveForm(request.POST or None, teams=my_teams(request), initial=_begun(request, person_id))
    if request.method == "POST" and form.is_valid():
        try:
            row = receive(request, person_id, dict(form.cleaned_data))
        except Refused as refused:
            refuse(form, refused)
        else:
            toasts.say(request, "La saisine est enregistrée. Nommez maintenant qui conduit l’enquête.")
            return redirect("inquiries:eviction", row.pk)
    known = [(row, shown.state_words(row)) for row in queries.of_person(request.actor, person_id)[:10]]
    context = {
        "form": form,
        "card": card,
        "known": known,
        "files": FILE_LINKS.of(request.actor, person_id),
        "draft_key": draft_key(person_id),
    }
    return render(request, "inquiries/new.html", context, status=422 if form.errors else 200)


def draft_key(person_id: UUID) -> str:
    return f"enquete-saisine-{person_id}"


def _begun(request, person_id: UUID) -> dict:
    kept = access.draft(request.actor, form=draft_key(person_id), person=person_id)
    begun = kept.fields if kept else {}
    return {name: values[0] for name, values in begun.items() if name != "key" and values}


def receive(request, person_id: UUID, said: dict):
    unit, key = UUID(said.pop("unit")), said.pop("key")
    return operations.receive(
        actor=request.actor,
        at=request.now,
        person=person_id,
        unit=unit,
        saisine=operations.Saisine(**said),
        request_key=key,
        draft=draft_key(person_id),
    )


def my_teams(request) -> list[tuple[str, str]]:
    """The teams this actor answers for."""
    reach = request.actor.reach("inquiries.receive")
    found = access.units(kind="team", on=request.now.date()).order_by("name", "id")
    return [(str(unit.pk), unit.name) for unit in found if unit.pk in reach]
