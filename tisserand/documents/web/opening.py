"""Opening one document."""

from django.http import HttpResponse
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from tisserand.access import journal
from tisserand.access.gate import found_or_404, signed_in
from tisserand.documents import queries
from tisserand.documents.rules import Kind, file_name, opens_in_the_browser


# Whoever accompanies the person or printed the paper: the wall says which, no capability does.
@signed_in
@require_safe
def document(request, document_id):
    paper = found_or_404(queries.papers, request.actor, document_id)
    if paper.person_id:
        journal.consulted(request, paper.person_id, "document")
    return as_file(Kind(paper.kind), paper)


def as_file(kind: Kind, paper) -> HttpResponse:
    inline = opens_in_the_browser(kind, paper.media_type)
    response = HttpResponse(bytes(paper.body), content_type=paper.media_type if inline else "application/octet-stream")
    name = file_name(kind, paper.pk, paper.media_type)
    response["Content-Disposition"] = content_disposition_header(not inline, name)
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "no-store"
    return response
