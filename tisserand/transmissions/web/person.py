"""« Transmissions » of one person: letters, domiciliations, measures that others exercise."""

from uuid import UUID

from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from tisserand.access import journal
from tisserand.access.gate import needs
from tisserand.deadlines.queries import with_what_they_owe
from tisserand.people import queries as people
from tisserand.people.slots import notices
from tisserand.transmissions import operations, queries
from tisserand.transmissions.rules import STANDING_LABELS, STATE_LABELS, Standing, State, kinds, label
from tisserand.transmissions.slots import FILE_LINKS
from tisserand.transmissions.web import shown
from tisserand.transmissions.web.forms import EndMeasureForm, MeasureForm
from tisserand.transmissions.web.shared import attempt, units_of
from tisserand.ui import toasts

THEIRS = (
    "Décidée par un juge, exercée par d’autres : ce n’est pas un accompagnement du service."
    " Une personne protégée adhère elle-même."
)


def opened(request, person_id):
    """The person, or the page that asks why her file is opened from outside."""
    person = people.person(request.actor, person_id)
    if person is None:
        raise Http404("person")
    return person


@needs("files.read")
@require_GET
def person(request, person_id):
    found, actor = opened(request, person_id), request.actor
    if people.is_outside(actor, found):
        return redirect("people:outside", person_id)
    journal.consulted(request, person_id, page="transmissions")
    letters = queries.of_person(actor, person_id)[:30]
    context = {
        "card": found.card,
        "notices": notices(actor, person_id, timezone.localdate()),
        "files": FILE_LINKS.of(actor, person_id),
        "letters": [(row, kinds()[row.kind].label, STATE_LABELS[State(row.state)]) for row in letters],
        "addresses": [
            (row, STANDING_LABELS[Standing(row.standing)]) for row in queries.domiciliations_of(actor, person_id)[:10]
        ],
        "measures": [
            _measure(row) for row in with_what_they_owe(list(queries.measures_of(actor, person_id)[:10]), "obligation")
        ],
        "writes": actor.can("transmissions.write"),
        "keeps": actor.can("domiciliations.keep"),
    }
    return render(request, "transmissions/person.html", context)


def _measure(row) -> dict:
    return {
        "row": row,
        "what": label("measure", row.measure),
        "by": label("representative", row.representative),
        "signs": label("signature", row.signs),
        "due_on": shown.due_day(row.obligation) if row.ended_on is None else None,
    }


@needs("transmissions.write")
@require_http_methods(["GET", "POST"])
def new_measure(request, person_id):
    found = opened(request, person_id)
    journal.consulted(request, person_id, page="transmissions")
    form = MeasureForm(request.POST or None, units=units_of(request, "transmissions.write"))
    if request.method == "POST" and form.is_valid() and attempt(form, lambda: _record(request, person_id, form)):
        toasts.say(request, "La mesure est notée. Sa fin sera rappelée.")
        return redirect("transmissions:person", person_id)
    context = {
        "form": form,
        "name": found.card.display_name,
        "title": "Mesure de protection",
        "hint": THEIRS,
        "back": "",
        "person": person_id,
    }
    return render(request, "transmissions/step.html", context, status=422 if form.errors else 200)


def _record(request, person_id: UUID, form):
    said = dict(form.cleaned_data)
    unit, key = UUID(said.pop("unit")), said.pop("key")
    about = {"person": person_id, "unit": unit, "request_key": key}
    return operations.record_measure(actor=request.actor, at=request.now, **about, **said)


@needs("transmissions.write")
@require_http_methods(["GET", "POST"])
def end_measure(request, measure_id):
    row = queries.measure(request.actor, measure_id)
    if row is None:
        raise Http404("measure")
    journal.consulted(request, row.person_id, page="transmissions")
    form = EndMeasureForm(request.POST or None, initial={"on": timezone.localdate()})
    hand = {"actor": request.actor, "at": request.now, "measure": row.pk}
    ended = request.method == "POST" and form.is_valid()
    if ended and attempt(form, lambda: operations.end_measure(**hand, **form.cleaned_data)):
        toasts.say(request, "La fin de la mesure est notée.")
        return redirect("transmissions:person", row.person_id)
    title = f"Fin de la mesure\u00a0: {label('measure', row.measure).lower()}"
    card = people.cards(request.actor, [row.person_id]).get(row.person_id)
    name = card.display_name if card else "Personne protégée"
    context = {"form": form, "name": name, "title": title, "hint": "", "back": "", "person": row.person_id}
    return render(request, "transmissions/step.html", context, status=422 if form.errors else 200)
