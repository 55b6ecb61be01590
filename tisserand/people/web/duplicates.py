"""Files that look alike, side by side; « ce n’est pas elle » is said once."""

from django.http import Http404
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST

from tisserand.access.gate import needs
from tisserand.people import operations, queries
from tisserand.people.web.pages import about, of_my_place, seen, today
from tisserand.ui.toasts import say


@needs("identity.read")
@require_GET
@of_my_place
def duplicates(request, person_id):
    person = seen(request, person_id, "ressemblances")
    alike = queries.likely_duplicates(request.actor, person_id, today=today(request))
    return render(request, "people/duplicates.html", _page(request, person, alike))


def _page(request, person, alike) -> dict:
    may_merge = request.actor.can("identity.merge")
    joined = list(queries.merges_to_undo(request.actor, person.id)) if may_merge else []
    return about(request, person, "duplicates", alike=alike, may_merge=may_merge, joined=joined)


@needs("identity.write")
@require_POST
@of_my_place
def distinct(request, person_id, other_id):
    seen(request, person_id, "ressemblances")
    if other_id not in queries.cards(request.actor, [other_id]):
        raise Http404("person")
    operations.decide_distinct(actor=request.actor, at=request.now, person=person_id, other=other_id)
    say(request, "C’est noté\u00a0: ces deux dossiers ne vous seront plus proposés ensemble.")
    return redirect("people:duplicates", person_id)
