"""« Saisir une fiche papier »: after an outage, each sheet with its true hour."""

from uuid import UUID

from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from tisserand.access import queries as access
from tisserand.access.gate import needs
from tisserand.kernel.refusals import Refused
from tisserand.kernel.sentences import NBSP
from tisserand.people import queries as people
from tisserand.reception import operations, queries
from tisserand.reception.slots import VISIT_PAGES
from tisserand.reception.web import refused as refusals
from tisserand.reception.web.forms.papers import SHOWN_AT, SheetForm
from tisserand.reception.web.sites import site_of
from tisserand.ui import toasts

MOST = 8
SHORTEST = 2


@needs("visits.register")
@require_http_methods(["GET", "POST"])
def type_sheet(request):
    site = site_of(request)
    if site is None or not request.actor.can("visits.register", site.pk):
        raise Http404("site")
    hits = _hits(request, site)
    searching = "search" in request.POST
    form = _form(request, site, hits, searching=searching)
    if request.method == "POST" and not searching and form.is_valid():
        try:
            visit = _type(request, site, form)
        except Refused as refused:
            refusals.show(form, refused, SHOWN_AT)
        except operations.AlreadyWaiting as already:
            form.add_error("person", operations.already_waiting_sentence(already.visit))
        else:
            toasts.say(request, f"Fiche saisie, n°{NBSP}{visit.ticket} de ce jour-là.")
            return redirect(f"{reverse('reception:type_sheet')}?fiche={visit.pk}")
    wrong = not searching and form.errors
    context = _context(site, form, hits) | {"kept": _kept(request)}
    return render(request, "reception/paper_sheet.html", context, status=422 if wrong else 200)


def _form(request, site, hits: list, *, searching: bool) -> SheetForm:
    on = access.today(request.now, site.time_zone)
    offered = {"on": on, "receivers": queries.receivers(site.pk, on=on), "hits": hits}
    if searching:
        # What was typed so far comes back as it is; nothing is judged before « Garder la fiche ».
        typed = {name: request.POST.get(name, "") for name in SheetForm.base_fields}
        return SheetForm(initial=typed, **offered)
    return SheetForm(request.POST or None, **offered)


def _hits(request, site) -> list:
    """Whoever resembles what was typed, and whoever was already chosen."""
    typed = request.POST.get("q", "").strip()[:200]
    chosen = _identifier(request.POST.get("person"))
    found = []
    if len(typed) >= SHORTEST:
        today = access.today(request.now, site.time_zone)
        result = people.search(request.actor, typed, today=today, site=site.pk, limit=MOST)
        found = [hit.card for hit in result.hits]
    if chosen and chosen not in {card.id for card in found}:
        found += people.cards(request.actor, [chosen]).values()
    return found


def _type(request, site, form):
    said = form.cleaned_data
    return operations.type_sheet(
        actor=request.actor,
        at=request.now,
        site=site.pk,
        sheet=form.sheet(site.time_zone),
        person=said["person"],
        received_by=said["received_by"],
        request_key=said["key"],
    )


def _context(site, form, hits: list) -> dict:
    return {"site": site, "form": form, "found": len(hits), "typed": bool(form["q"].value())}


def _kept(request) -> list:
    """The way to the sheet just typed: there she is given a name, a newcomer too."""
    visit = queries.visits_for(request.actor).filter(pk=_identifier(request.GET.get("fiche"))).first()
    return VISIT_PAGES.of(visit) if visit else []


def _identifier(typed: str | None) -> UUID | None:
    try:
        return UUID(typed or "")
    except ValueError:
        return None
