from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from tisserand.access.gate import needs
from tisserand.reception import queries


@needs("visits.see")
@require_safe
def show(request, visit_id):
    visit = get_object_or_404(queries.visits_for(request.actor), pk=visit_id)
    return render(request, "desk/visit.html", {"place": queries.place(request.actor, visit)})
