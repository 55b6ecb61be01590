"""Writing any part of a plan."""

from django.http import Http404
from django.views.decorators.http import require_http_methods

from tisserand.access import journal
from tisserand.access.gate import found_or_404, needs
from tisserand.support import queries
from tisserand.support.web import writing
from tisserand.support.web.place import Place
from tisserand.support.web.sections import SECTIONS, Section


@needs("files.read")
@require_http_methods(["GET", "POST"])
def edit(request, plan_id, section, part_id=None):
    place, part = _place(request, plan_id, section, part_id)
    journal.consulted(request, place.plan.person_id, page="accompagnement")
    return writing.write(place, part)


def _place(request, plan_id, slug: str, part_id) -> tuple[Place, Section]:
    plan = found_or_404(queries.plans_led, request.actor, plan_id)
    section = SECTIONS.get(slug)
    if section is None or (part_id and not section.part) or (section.part == "objective" and not part_id):
        raise Http404("section")
    objective = queries.part_of(request.actor, plan, "objective", part_id) if part_id else None
    if part_id and objective is None:
        raise Http404("objective")
    return Place(request, plan, objective), section
