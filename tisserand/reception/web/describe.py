"""« Préciser la venue »: object, company, who will receive her. Never the story."""

from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from tisserand.access import journal
from tisserand.access import queries as access
from tisserand.access.gate import found_or_404, needs
from tisserand.kernel.refusals import Refused
from tisserand.reception import operations, queries
from tisserand.reception.rules import lists
from tisserand.reception.web import returning
from tisserand.reception.web.forms import DescribeForm
from tisserand.reception.web.forms.visits import said_of
from tisserand.ui import toasts
from tisserand.ui.conflicts import Conflict, differences
from tisserand.ui.forms import refuse


@needs("visits.register")
@require_http_methods(["GET", "POST"])
def describe(request, visit_id):
    visit = found_or_404(queries.visits_for, request.actor, visit_id)
    if visit.person_id:
        journal.consulted(request, visit.person_id, page="visit")
    on = access.today(request.now, visit.site.time_zone)
    form = DescribeForm(
        request.POST or None, initial=said_of(visit), on=on, receivers=queries.receivers(visit.site_id, on=on)
    )
    if request.method == "POST" and form.is_valid():
        try:
            _write(request, visit, form)
        except Refused as refused:
            refuse(form, refused)
        except operations.VisitChanged as changed:
            return _page(request, visit, form, status=409, conflict=_conflict(changed.visit, form))
        else:
            toasts.say(request, "La venue est précisée.")
            return returning.back(request)
    return _page(request, visit, form, status=422 if form.errors else 200)


def _write(request, visit, form) -> None:
    version = form.cleaned_data["version"]
    if request.POST.get("resolution") == "theirs":
        return
    if request.POST.get("resolution") == "mine":
        version = int(request.POST.get("read_version", version))
    operations.describe_visit(
        actor=request.actor, at=request.now, visit=visit.pk, expected_version=version, said=form.description()
    )


def _page(request, visit, form, *, status: int, conflict=None):
    context = {
        "form": form,
        "place": queries.place(request.actor, visit),
        "next": returning.address(request),
        "conflict": conflict,
    }
    return render(request, "reception/describe.html", context, status=status)


def _conflict(theirs, form) -> Conflict:
    """The line writes too: what moved there is said by nobody in particular."""
    mine = form.cleaned_data
    said = [
        ("Objet", lists.label("purposes", theirs.purpose), lists.label("purposes", mine["purpose"])),
        ("Comment l’appeler", theirs.called_as, mine["called_as"]),
        ("Pourquoi", theirs.parents_reason, mine["parents_reason"]),
        ("Mesure du représentant légal", theirs.measure_scope, mine["measure_scope"]),
    ]
    return Conflict("Une collègue", theirs.recorded_at, theirs.version, differences(said))
