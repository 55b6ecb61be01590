"""How to reach her safely and where she lives."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST

from tisserand.access.gate import needs
from tisserand.kernel.known import Knowledge
from tisserand.kernel.refusals import Refused
from tisserand.people import operations, queries
from tisserand.people.rules.priority import SAID_BY_LABELS, is_outdated, living_label
from tisserand.people.rules.states import ADDRESS_LABELS
from tisserand.people.web.forms import AddressForm, ContactForm
from tisserand.people.web.pages import about, of_my_place, seen, today
from tisserand.people.web.priority_forms import PriorityForm
from tisserand.territories import queries as territories
from tisserand.territories.rules.priority import areas_of
from tisserand.ui.toasts import say

# The list changed, or the address became a secret, since the page was read.
NOT_ASKED = "Rien n’est noté\u00a0: la question ne se pose plus pour cette adresse."


@needs("identity.read")
@require_GET
@of_my_place
def contact(request, person_id):
    return _show(request, seen(request, person_id, "coordonnées"))


@needs("identity.write")
@require_POST
@of_my_place
def add_contact(request, person_id):
    person = seen(request, person_id, "coordonnées")
    form = ContactForm(request.POST)
    if not form.is_valid() or not (
        _silent(request, person, "phone", form) or _keep(request, person, form, operations.set_contact, **form.said())
    ):
        return _show(request, person, contact_form=form, status=422)
    return redirect("people:contact", person_id)


@needs("identity.write")
@require_POST
@of_my_place
def add_address(request, person_id):
    person = seen(request, person_id, "coordonnées")
    form = AddressForm(request.POST, areas=territories.priority_areas(today(request)))
    if not form.is_valid() or not (
        _silent(request, person, "address", form) or _keep(request, person, form, operations.add_address, **form.said())
    ):
        return _show(request, person, address_form=form, status=422)
    return redirect("people:contact", person_id)


@needs("identity.write")
@require_POST
@of_my_place
def end(request, person_id, row_id):
    """It was true, it no longer is: kept with its dates."""
    seen(request, person_id, "coordonnées")
    if any(row.pk == row_id for row in queries.contacts(request.actor, person_id)):
        operations.end_contact(actor=request.actor, at=request.now, contact=row_id, ends_before=today(request))
    elif any(row.pk == row_id for row in queries.addresses(request.actor, person_id)):
        operations.end_address(actor=request.actor, at=request.now, address=row_id, ends_before=today(request))
    else:
        raise Http404("contact")
    return redirect("people:contact", person_id)


@needs("identity.write")
@require_POST
@of_my_place
def answer_priority(request, person_id, row_id):
    """Of an address that she has today, in a commune where it makes sense to ask."""
    person = seen(request, person_id, "coordonnées")
    address = next((row for row in queries.addresses(request.actor, person_id) if row.pk == row_id), None)
    if address is None:
        raise Http404("address")
    here = areas_of(
        territories.priority_areas(today(request)), commune=address.commune, commune_name=address.commune_name
    )
    if not here or address.kept_secret:
        messages.warning(request, NOT_ASKED)
        return redirect("people:contact", person_id)
    form = PriorityForm(request.POST, areas=here, auto_id=f"id_{address.pk}_%s")
    if not form.is_valid() or not _answered(request, form, address):
        return _show(request, person, priority_form=(address.pk, form), status=422)
    return redirect("people:contact", person_id)


def _answered(request, form, address) -> bool:
    hand = {"actor": request.actor, "at": request.now, "address": address.pk, "on": today(request)}
    try:
        operations.answer_priority(**hand, priority=form.priority_said())
    except Refused as refused:
        for refusal in refused.refusals:
            form.add_error(None, refusal.message)
        return False
    say(request, "Sa réponse est gardée avec cette adresse.")
    return True


def _silent(request, person, field: str, form) -> bool:
    if not (why := form.cleaned_data["silence"]):
        return False
    hand = {"actor": request.actor, "at": request.now, "person": person.id}
    operations.say_nothing_to_reach(**hand, field=field, why=Knowledge(why))
    say(request, "Sa réponse est enregistrée\u00a0: on ne repose pas la question.")
    return True


def _keep(request, person, form, operation, **said) -> bool:
    try:
        operation(actor=request.actor, at=request.now, person=person.id, starts_on=today(request), **said)
    except Refused as refused:
        for refusal in refused.refusals:
            field = "value" if refusal.code == "phone" else refusal.field
            form.add_error(field if field in form.fields else None, refusal.message)
        return False
    say(request, "C’est enregistré.")
    return True


def _show(request, person, *, contact_form=None, address_form=None, priority_form=None, status: int = 200):
    areas = territories.priority_areas(today(request))
    page = about(
        request,
        person,
        "contact",
        closed=queries.closed_channels(queries.consents(request.actor, person.id)),
        contacts=queries.contacts(request.actor, person.id),
        addresses=_addresses(request, person, areas, priority_form),
        contact_form=contact_form or ContactForm(),
        address_form=address_form or AddressForm(areas=areas, auto_id="id_address_%s"),
    )
    return render(request, "people/contact.html", page, status=status)


def _addresses(request, person, areas, typed) -> list[tuple]:
    """Each with the answers about it, the latest first, and the question where there is one to ask."""
    rows = queries.addresses(request.actor, person.id)
    answers = queries.priority_answers(request.actor, [row.pk for row in rows])
    return [(row, ADDRESS_LABELS[row.kind], _living(row, answers.get(row.pk, []), areas, typed)) for row in rows]


def _living(address, answers, areas, typed) -> dict | None:
    here = areas_of(areas, commune=address.commune, commune_name=address.commune_name)
    asked = bool(here) and not address.kept_secret
    if not asked and not answers:
        return None
    key, form = typed or (None, None)
    last = answers[0] if answers else None
    return {
        "answers": [(living_label(row.answer, row.area_name), SAID_BY_LABELS[row.said_by], row) for row in answers],
        "outdated": last is not None and is_outdated(last.area, last.said_on, here),
        "here": asked,
        "form": (form if key == address.pk else PriorityForm(areas=here, auto_id=f"id_{address.pk}_%s"))
        if asked
        else None,
        "open": key == address.pk,
    }
