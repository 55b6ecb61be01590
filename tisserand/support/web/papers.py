"""The project as it leaves the printer. Reading draws; handing it over keeps."""

from django.http import Http404, HttpResponse
from django.views.decorators.http import require_GET

from tisserand.access import journal
from tisserand.access import queries as access
from tisserand.access.gate import found_or_404, needs
from tisserand.documents import operations as documents
from tisserand.documents.rules import PDF
from tisserand.people import queries as people
from tisserand.support import queries


@needs("files.read")
@require_GET
def project(request, plan_id):
    """Always as the plan stands: nothing is kept until it is handed over."""
    plan = found_or_404(queries.plans_for, request.actor, plan_id)
    journal.consulted(request, plan.person_id, page="projet d’accompagnement")
    on = queries.today_of(plan, request.now)
    return _pdf(documents.draw(queries.support_plan_paper(queries.sheet(request.actor, plan), on=on)), "projet")


@needs("continuity.read")
@require_GET
def continuity(request, person_id, sheet_id):
    card = people.cards(request.actor, [person_id]).get(person_id)
    rows = {row.pk: row for row in queries.continuity_of(request.actor, person_id)}
    if card is None or sheet_id not in rows:
        raise Http404("sheet")
    journal.consulted(request, person_id, page="fiche de continuité")
    row = rows[sheet_id]
    on = access.today(request.now, row.team.time_zone)
    return _pdf(documents.draw(queries.continuity_paper(row, card, on=on)), "continuite")


def _pdf(body: bytes, name: str) -> HttpResponse:
    """No name of hers in the file: it will lie in a shared computer's downloads."""
    response = HttpResponse(body, content_type=PDF)
    response["Content-Disposition"] = f'inline; filename="{name}.pdf"'
    response["X-Content-Type-Options"] = "nosniff"
    return response
