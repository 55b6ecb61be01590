"""Domiciliations: the desk's list, one with its register of contacts, the certificate."""

from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID

from django.http import Http404
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from tisserand.access import journal
from tisserand.access.gate import found_or_404, needs
from tisserand.deadlines.queries import with_what_they_owe
from tisserand.documents import operations as documents
from tisserand.people import queries as people
from tisserand.transmissions import operations, queries
from tisserand.transmissions.rules import STANDING_LABELS, Standing, label
from tisserand.transmissions.slots import FILE_LINKS
from tisserand.transmissions.web import forms, shown
from tisserand.transmissions.web.letters import pdf
from tisserand.transmissions.web.shared import attempt, units_of
from tisserand.ui import toasts

REQUESTED, GRANTED = frozenset({Standing.REQUESTED}), frozenset({Standing.GRANTED})


@dataclass(frozen=True)
class Step:
    slug: str
    title: str
    form: type
    operation: Callable
    kept: str
    standings: frozenset[Standing]
    hint: str = ""
    day: str = "on"


STEPS = {
    step.slug: step
    for step in (
        Step(
            "accord",
            "Accorder la domiciliation",
            forms.GrantForm,
            operations.grant,
            "La domiciliation est accordée pour un an. L’attestation s’imprime.",
            REQUESTED,
            "Après un entretien : la personne sait qu’elle se manifeste au moins tous les trois mois.",
            "starts_on",
        ),
        Step(
            "refus",
            "Refuser la domiciliation",
            forms.RefuseForm,
            operations.refuse_domiciliation,
            "Le refus est noté, avec son motif et l’autre organisme.",
            REQUESTED,
            "Un refus se motive par écrit et oriente vers un autre organisme. Le silence ne vaut pas accord.",
        ),
        Step(
            "contact",
            "La personne s’est manifestée",
            forms.ContactForm,
            operations.note_contact,
            "Le contact est noté.",
            GRANTED,
            "Les trois mois repartent de ce jour.",
        ),
        Step(
            "renouvellement",
            "Demande de renouvellement",
            forms.RenewForm,
            operations.renew,
            "La demande est notée. L’adresse court jusqu’à la réponse.",
            GRANTED,
            day="requested_on",
        ),
        Step(
            "fin",
            "Mettre fin à la domiciliation",
            forms.EndForm,
            operations.end_domiciliation,
            "La fin est notée.",
            REQUESTED | GRANTED,
            "Pas de fin pour silence avant trois mois, ni si la santé, le travail ou la détention l’expliquent.",
        ),
    )
}


@needs("domiciliations.keep")
@require_GET
def addresses(request):
    """To answer, to renew, silent for too long: what becomes late first."""
    rows, key = queries.page_of(
        request.actor, queries.open_domiciliations(request.actor), after=request.GET.get("apres", "")
    )
    context = {"lines": [shown.address_line(line) for line in rows], "next_url": f"?apres={key}" if key else ""}
    return render(request, "transmissions/addresses.html", context)


@needs("domiciliations.keep")
@require_http_methods(["GET", "POST"])
def new(request, person_id):
    card = people.cards(request.actor, [person_id]).get(person_id)
    if card is None:
        raise Http404("person")
    journal.consulted(request, person_id, page="domiciliation")
    units = units_of(request, "domiciliations.keep")
    form = forms.RequestForm(request.POST or None, units=units, initial={"requested_on": request.now.date()})
    if (
        request.method == "POST"
        and form.is_valid()
        and (row := attempt(form, lambda: _asked(request, person_id, form)))
    ):
        toasts.say(request, "La demande est enregistrée. La réponse est due dans les deux mois.")
        return redirect("transmissions:address", row.pk)
    context = {"form": form, "name": card.display_name, "title": "Demander une domiciliation", "hint": "", "back": ""}
    return render(request, "transmissions/step.html", context, status=422 if form.errors else 200)


def _asked(request, person_id: UUID, form):
    said = dict(form.cleaned_data)
    unit, key = UUID(said.pop("unit")), said.pop("key")
    about = {"person": person_id, "unit": unit, "request_key": key}
    return operations.request_domiciliation(actor=request.actor, at=request.now, **about, **said)


@needs("identity.read")
@require_GET
def address(request, address_id):
    actor = request.actor
    row = found_or_404(queries.domiciliations_for, actor, address_id)
    with_what_they_owe([row], "obligation", "quiet")
    journal.consulted(request, row.person_id, page="domiciliation")
    card = people.cards(actor, [row.person_id]).get(row.person_id)
    keeps = actor.can("domiciliations.keep", row.unit_id)
    contacts = list(queries.contacts_of(actor, row)[:60])
    context = {
        "row": row,
        "name": card.display_name if card else "Personne protégée",
        "files": FILE_LINKS.of(actor, row.person_id) if card else [],
        "keeps": keeps,
        "standing": STANDING_LABELS[Standing(row.standing)],
        "facts": shown.address_facts(row, contacts),
        "contacts": [(one, label("contact", one.how)) for one in contacts],
        "no_contact": "Aucun contact noté depuis l’accord." if row.starts_on else "Aucun contact noté.",
        "steps": [step for step in STEPS.values() if keeps and row.standing in step.standings],
        "has_paper": row.starts_on is not None,
        "due_on": shown.due_day(row.obligation) if row.standing in REQUESTED | GRANTED else None,
        "quiet_on": shown.due_day(row.quiet) if row.standing in GRANTED else None,
    }
    return render(request, "transmissions/address.html", context)


@needs("domiciliations.keep")
@require_http_methods(["GET", "POST"])
def step(request, address_id, slug):
    row = found_or_404(queries.domiciliations_kept, request.actor, address_id)
    found = STEPS.get(slug)
    if found is None or (row.standing not in found.standings and request.method != "POST"):
        raise Http404("step")
    if row.standing not in found.standings:
        # Sent twice, or by a colleague meanwhile: where it stands is on its page.
        return redirect("transmissions:address", row.pk)
    journal.consulted(request, row.person_id, page="domiciliation")
    start = {found.day: queries.today_of(row, request.now), "address": row.address, "children": row.children}
    form = found.form(request.POST or None, initial=start)
    if request.method == "POST" and form.is_valid():
        said = dict(form.cleaned_data)
        keyed = {"request_key": said.pop("key")} if "key" in said else {}
        hand = {"actor": request.actor, "at": request.now, "domiciliation": row.pk}
        if attempt(form, lambda: found.operation(**hand, **said, **keyed)):
            toasts.say(request, found.kept)
            return redirect("transmissions:address", row.pk)
    card = people.cards(request.actor, [row.person_id]).get(row.person_id)
    context = {
        "form": form,
        "name": card.display_name if card else "Personne protégée",
        "title": found.title,
        "hint": found.hint,
        "back": row.pk,
    }
    return render(request, "transmissions/step.html", context, status=422 if form.errors else 200)


@needs("identity.read")
@require_GET
def certificate(request, address_id):
    row = found_or_404(queries.domiciliations_for, request.actor, address_id)
    if row.starts_on is None:
        raise Http404("certificate")
    journal.consulted(request, row.person_id, page="domiciliation")
    card = people.cards(request.actor, [row.person_id]).get(row.person_id)
    return pdf(documents.draw(queries.certificate_paper(row, card)), "attestation")
