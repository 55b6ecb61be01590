"""Who stands in for whom: a manager gives an absent colleague's files to another, from a day to a day."""

from django.conf import settings
from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from tisserand.access import grants, queries
from tisserand.access.gate import needs
from tisserand.access.web.cover_form import CoverForm
from tisserand.kernel.refusals import Refused
from tisserand.ui.forms import refuse
from tisserand.ui.toasts import say

MOST = 100


@needs("covers.give")
@require_http_methods(["GET", "POST"])
def covers(request):
    today = _today(request)
    team = grants.team_of(request.actor, on=today)
    form = CoverForm(request.POST or None, team=team, able=[seat for seat in team if grants.opens_files(seat)])
    if request.method == "POST" and form.is_valid():
        try:
            row = grants.give_cover(actor=request.actor, at=request.now, today=today, **form.cleaned_data)
        except Refused as refused:
            refuse(form, refused)
        else:
            name = queries.accounts([row.covering_id])[row.covering_id].name
            say(
                request,
                f"C’est noté. {name} reprend dossiers, échéances et rendez-vous jusqu’à la fin de l’absence.",
            )
            return redirect("access:covers")
    rows = [{"row": row, "begun": row.starts_on <= today} for row in grants.covers(request.actor, on=today)[:MOST]]
    return render(request, "access/covers.html", {"form": form, "rows": rows}, status=422 if form.errors else 200)


@needs("covers.give")
@require_POST
def end(request, cover_id):
    try:
        grants.end_cover(actor=request.actor, at=request.now, cover=cover_id, today=_today(request))
    except ObjectDoesNotExist as unknown:
        raise Http404("cover") from unknown
    say(request, "Le remplacement est terminé.")
    return redirect("access:covers")


def _today(request):
    """The day by which grants begin and end: the organisation's."""
    return queries.today(request.now, settings.TIME_ZONE_OF_THE_ORGANISATION)
