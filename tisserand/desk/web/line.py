"""The waiting line of a site: lives by itself, shows no name to the room unless the desk asked for names."""

from datetime import timedelta

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from tisserand.access import queries as access
from tisserand.access.gate import needs
from tisserand.desk.web import found as found_people
from tisserand.kernel.ids import new_id
from tisserand.reception import queries
from tisserand.reception.rules import lists
from tisserand.reception.rules.contacts import AT_DISPOSAL
from tisserand.territories import queries as territories

SITE, NAMES = "line_site", "line_names"
MOST_DANGERS = 5
COUNTED = timedelta(hours=12)


@needs("visits.see")
@require_safe
def show(request):
    return page(request)


@needs("visits.see")
@require_safe
def changes(request):
    """Asked every two seconds by each screen: nothing to say is 304, after one row read (decision D8)."""
    site = _asked_site(request)
    version = queries.line_version(request.actor, site.pk, _today(request, site))
    if request.GET.get("v") == _seen(request, version):
        return HttpResponse(status=304)
    return render(request, "desk/line_live.html", live(request, site))


@needs("visits.see")
@require_POST
def choose_site(request):
    request.session[SITE] = str(_one_of(sites_of(request), request.POST.get("site")).pk)
    return redirect("desk:line")


@needs("visits.see")
@require_POST
def show_names(request):
    request.session[NAMES] = not request.session.get(NAMES, False)
    return redirect("desk:line")


def page(request, *, status: int = 200, **found):
    """The desk: one box, the line, today. `found` is what a search or a refused arrival adds."""
    sites = sites_of(request)
    site = _chosen(request, sites)
    if site is None:
        return render(request, "desk/line_nowhere.html")
    context = {
        **live(request, site),
        "sites": sites,
        "can_register": request.actor.can("visits.register", site.pk),
        "density": "compact",
        "key": new_id(),
        "typed": "",
        "result": None,
        "refusals": (),
        **found_people.contact(site, request.now),
        "new": None,
        **found,
    }
    return render(request, "desk/line.html", context, status=status)


def live(request, site) -> dict:
    """What changes by itself."""
    today = _today(request, site)
    line = queries.line(request.actor, site.pk, today)
    receivers = queries.receivers(site.pk, on=today)
    mine = [seat for seat in receivers if seat.account_id == request.actor.account_id]
    return {
        "site": site,
        "line": line,
        "seen": _seen(request, line.version),
        "longest": queries.waited_longest(line),
        "dangers": _dangers(request, site),
        "awaited": queries.appointments_today(request.actor, site, today),
        "came": {place.visit.person_id for place in (*line.waiting, *line.received, *line.gone)},
        "receivers": receivers,
        "let_in_by": (mine or receivers)[0] if mine or len(receivers) == 1 else None,
        "can_register": request.actor.can("visits.register", site.pk),
        "closing": _closing(request, site),
        "purposes": _purposes(today),
        "names_shown": request.session.get(NAMES, False),
    }


def _purposes(on) -> list:
    """Those of somebody who came: a third party's is chosen on its own page."""
    return [one for one in lists.choices("purposes", on=on) if one.code != AT_DISPOSAL]


def sites_of(request) -> list:
    """Where the actor may see a line, one query."""
    reach = request.actor.reach("visits.see")
    on = request.now.date()
    return list(access.units(kind="site", on=on).filter(pk__in=reach).order_by("name", "id"))


def site_of(request):
    return _chosen(request, sites_of(request))


def _chosen(request, sites: list):
    chosen = request.session.get(SITE)
    return next((site for site in sites if str(site.pk) == chosen), sites[0] if sites else None)


def _asked_site(request):
    return _one_of(sites_of(request), request.GET.get("site"))


def _one_of(sites: list, identifier: str | None):
    for site in sites:
        if str(site.pk) == identifier:
            return site
    raise Http404("site")


def _dangers(request, site) -> list:
    """Each with the minutes left, when they are few enough to be counted."""
    found = queries.first_emergencies(request.actor, site.pk, MOST_DANGERS)
    return [(danger, _minutes_left(danger, request.now)) for danger in found]


def _minutes_left(danger, now) -> int | None:
    left = danger.obligation.due_at - now
    return int(left.total_seconds()) // 60 if timedelta() < left < COUNTED else None


def _seen(request, version: int) -> str:
    """Waits are said in minutes: the page changes with the line, and with each minute."""
    names = "n" if request.session.get(NAMES) else "i"
    return f"{version}-{request.now:%H%M}-{names}"


def _today(request, site):
    return access.today(request.now, site.time_zone)


def _closing(request, site):
    closing = territories.closing_time(site.pk, request.now)
    return closing if closing > request.now else None
