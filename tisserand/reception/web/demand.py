"""The demand, typed by the AS d’accueil in a closed office."""

from django.http import Http404
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from tisserand.access import journal
from tisserand.access import queries as access
from tisserand.access.gate import found_or_404, needs
from tisserand.activity.rules import Function, usual_minutes
from tisserand.kernel.refusals import Refused
from tisserand.reception import operations, queries
from tisserand.reception.rules import lists
from tisserand.reception.web import refused as refusals
from tisserand.reception.web import returning
from tisserand.reception.web.forms import DemandForm
from tisserand.reception.web.forms.demands import SHOWN_AT, said_of
from tisserand.ui import toasts
from tisserand.ui.conflicts import Conflict, differences


@needs("demands.write")
@require_http_methods(["GET", "POST"])
def write(request, visit_id):
    visit = found_or_404(queries.visits_for, request.actor, visit_id)
    demand = queries.demand(request.actor, visit.pk)
    if visit.has_demand and demand is None:
        raise Http404("demand")
    on = access.today(request.now, visit.site.time_zone)
    form = DemandForm(request.POST or None, initial=_initial(request, visit, demand), on=on)
    if request.method == "POST" and form.is_valid():
        try:
            _write(request, visit, form)
        except Refused as refused:
            refusals.show(form, refused, SHOWN_AT)
        except operations.DemandChanged as changed:
            return _page(request, visit, changed.demand, form, status=409, conflict=_conflict(changed.demand, form))
        else:
            toasts.say(request, "La demande est gardée.")
            return returning.back(request)
    return _page(request, visit, demand, form, status=422 if form.errors else 200)


def _initial(request, visit, demand) -> dict:
    """What stands, then what this very colleague was typing when the page closed."""
    stands = said_of(demand) if demand else {"version": 0, "function": Function.RECEPTION}
    stands["minutes"] = usual_minutes(operations.usual_nature(visit))
    draft = _draft(request, visit)
    if draft is None:
        return stands
    several = {"answers"}
    return stands | {name: said if name in several else said[-1] for name, said in draft.fields.items() if said}


def _draft(request, visit):
    """What is posted is newer than any draft."""
    return access.draft(request.actor, form=operations.draft_of(visit.pk)) if request.method == "GET" else None


def _write(request, visit, form) -> None:
    version = form.cleaned_data["version"]
    if request.POST.get("resolution") == "theirs":
        return
    if request.POST.get("resolution") == "mine":
        version = int(request.POST.get("read_version", version))
    operations.write_demand(
        actor=request.actor,
        at=request.now,
        visit=visit.pk,
        said=form.facts(),
        expected_version=version,
        minutes=form.cleaned_data["minutes"],
        function=form.cleaned_data["function"],
    )


def _page(request, visit, demand, form, *, status: int, conflict=None):
    place = queries.place(request.actor, visit)
    if place.card and demand:
        journal.consulted(request, visit.person_id, page="demand")
    context = {
        "form": form,
        "place": place,
        "restored": _draft(request, visit),
        "demand": demand,
        "draft_form": operations.draft_of(visit.pk),
        "next": returning.address(request),
        "conflict": conflict,
    }
    return render(request, "reception/demand.html", context, status=status)


def _conflict(theirs, form) -> Conflict:
    mine = form.facts()
    said = [
        ("Ses mots", theirs.words, mine.words),
        ("Thème principal", lists.label("themes", theirs.main_theme), lists.label("themes", mine.main_theme)),
        ("Réponses", _labels(theirs.answers), _labels(mine.answers)),
        ("Besoin resté sans réponse", theirs.unmet_need, mine.unmet_need),
    ]
    by = theirs.author.name if theirs.author_id else "Une collègue"
    return Conflict(by, theirs.written_at, theirs.version, differences(said))


def _labels(codes) -> str:
    return ", ".join(lists.label("answers", code) for code in codes)
