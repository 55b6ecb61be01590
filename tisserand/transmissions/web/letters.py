"""Letters that leave the house: mine, my team's, one whole, as it is printed."""

from urllib.parse import urlencode
from uuid import UUID

from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from tisserand.access import journal
from tisserand.access.gate import found_or_404, needs
from tisserand.deadlines.queries import with_what_they_owe
from tisserand.documents import operations as documents
from tisserand.documents.rules import PDF
from tisserand.kernel.refusals import Refused
from tisserand.people import queries as people
from tisserand.people.slots import notices
from tisserand.transmissions import operations, queries
from tisserand.transmissions.models import Letter
from tisserand.transmissions.rules import State
from tisserand.transmissions.slots import FILE_LINKS
from tisserand.transmissions.web import shown
from tisserand.transmissions.web.forms import NewLetterForm
from tisserand.transmissions.web.sections import Place
from tisserand.transmissions.web.shared import attempt, units_of
from tisserand.ui import toasts


@needs("transmissions.write")
@require_GET
def letters(request):
    """What becomes late first. A manager reads her team's; « closes » for those that ended."""
    actor, asked = request.actor, request.GET.get("voir", "")
    manages = actor.can("transmissions.see")
    if asked == "closes":
        lines, key = queries.lines_of(actor, queries.closed(actor)[:100]), ""
    else:
        rows = queries.of_my_teams(actor) if manages and asked != "moi" else queries.mine(actor)
        lines, key = queries.page_of(actor, rows, after=request.GET.get("apres", ""))
    words = {"apres": key} | ({"voir": asked} if asked else {})
    context = {
        "lines": [shown.line(line) for line in lines],
        "asked": asked,
        "manages": manages,
        "keeps": actor.can("domiciliations.keep"),
        "next_url": f"{reverse('transmissions:letters')}?{urlencode(words)}" if key else "",
    }
    return render(request, "transmissions/letters.html", context)


@needs("transmissions.write")
@require_http_methods(["GET", "POST"])
def new(request, person_id):
    card = people.cards(request.actor, [person_id]).get(person_id)
    if card is None:
        raise Http404("person")
    journal.consulted(request, person_id, page="transmission")
    units = units_of(request, "transmissions.write")
    form = NewLetterForm(request.POST or None, units=units, on=request.now.date())
    if request.method == "POST" and form.is_valid():
        row = attempt(form, lambda: _start(request, person_id, form.cleaned_data))
        if row:
            return redirect("transmissions:letter", row.pk)
    context = {"form": form, "card": card, "files": FILE_LINKS.of(request.actor, person_id)}
    return render(request, "transmissions/new.html", context, status=422 if form.errors else 200)


def _start(request, person_id: UUID, said: dict) -> Letter:
    kind, _, recipient = said["aim"].partition("/")
    about = {"person": person_id, "unit": UUID(said["unit"]), "kind": kind, "recipient": recipient}
    return operations.start_letter(actor=request.actor, at=request.now, request_key=said["key"], **about)


@needs("files.read")
@require_GET
def letter(request, letter_id):
    return show(request, found_or_404(queries.letters_for, request.actor, letter_id))


def show(request, row: Letter, *, refusals=(), status: int = 200):
    """The page, also after a refused gesture: its reasons stand at the top."""
    with_what_they_owe([row], "obligation")
    actor = request.actor
    sheet = queries.sheet(actor, row)
    place = Place(request, row, sheet)
    journal.consulted(request, row.person_id, page="transmission")
    leads = queries.leads(actor, row) and row.state != State.CLOSED and actor.can("transmissions.write")
    context = {
        "row": row,
        "name": sheet.name,
        "kind": sheet.kind,
        "notices": notices(actor, row.person_id, place.today),
        "files": FILE_LINKS.of(actor, row.person_id) if sheet.card else [],
        "refusals": refusals,
        "leads": leads,
        "is_draft": row.state == State.DRAFT,
        "is_sealed": row.state == State.SEALED,
        "is_closed": row.state == State.CLOSED,
        **shown.letter(place, leads=leads),
    }
    return render(request, "transmissions/letter.html", context, status=status)


@needs("files.read")
@require_GET
def paper(request, letter_id):
    """As it was sealed; before that, as it stands."""
    row = found_or_404(queries.letters_for, request.actor, letter_id)
    journal.consulted(request, row.person_id, page="lettre transmise")
    on = queries.today_of(row, request.now)
    body = queries.sealed(request.actor, row)
    return pdf(body or documents.draw(queries.letter_paper(queries.sheet(request.actor, row), on=on)), "lettre")


def pdf(body: bytes, name: str) -> HttpResponse:
    response = HttpResponse(body, content_type=PDF)
    # No name of hers in the file: it will lie in a shared computer's downloads.
    response["Content-Disposition"] = f'inline; filename="{name}.pdf"'
    response["X-Content-Type-Options"] = "nosniff"
    return response


def press(operation, sentence: str):
    """One press, one gesture: no form, a sentence."""

    @needs("transmissions.write")
    @require_POST
    def gesture(request, letter_id):
        row = found_or_404(queries.letters_led, request.actor, letter_id)
        try:
            with transaction.atomic():
                operation(actor=request.actor, at=request.now, letter=row.pk)
        except Refused as refused:
            # Nothing was written: the page is read again with its reasons.
            again = queries.letters_led(request.actor).get(pk=letter_id)
            return show(request, again, refusals=refused.refusals, status=422)
        toasts.say(request, sentence)
        return redirect("transmissions:letter", letter_id)

    return gesture


seal = press(operations.seal, "La lettre est prête à partir, gardée telle quelle.")
take_up_again = press(operations.take_up_again, "La lettre est reprise. Ce qui était prêt est gardé.")
