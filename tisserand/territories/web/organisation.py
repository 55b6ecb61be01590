"""The organisation on one page, at the date the reader chooses."""

from datetime import date

from django.http import Http404
from django.shortcuts import render
from django.views.decorators.http import require_GET

from tisserand.access import queries as access
from tisserand.access.gate import needs
from tisserand.kernel.sentences import counted, full_day, listed, plain_date
from tisserand.territories import queries
from tisserand.territories.rules.organisation import Mission, UnitKind
from tisserand.territories.web import shown
from tisserand.territories.web.forms import AsOfForm


@needs("organisation.read")
@require_GET
def show(request):
    today = _today(request)
    form = AsOfForm(request.GET if "date" in request.GET else None, initial={"date": today})
    on = (form.is_valid() and form.cleaned_data["date"]) or today
    view = queries.organisation_as_of(on)
    return render(
        request,
        "territories/organisation.html",
        {
            "form": form,
            "on_said": full_day(on),
            "is_today": on == today,
            "root": view.root.name if view.root else None,
            "words": {"tas": "Territoire d’action sociale", "site": "Site d’accueil"} | queries.words(),
            "counts": _counts(view),
            "gaps": [(gap.unit.pk, gap.unit.name, gap.gaps) for gap in view.gaps],
            "territories": [_territory(territory) for territory in view.territories],
            "poles": [_pole(pole) for pole in view.poles],
            "priority_areas": [_priority_area(area) for area in queries.priority_areas(on)],
            "directions": [unit.name for unit in (*view.directions, *view.concern_units)],
        },
    )


@needs("organisation.read")
@require_GET
def site(request, site_id):
    today = _today(request)
    unit = access.units(kind=UnitKind.SITE, on=today).filter(pk=site_id).first()
    if unit is None:
        raise Http404("site")
    sheet = queries.site_sheet(unit, on=today)
    opened = queries.opening_today(site_id, request.now)
    context = _site(sheet) | {
        "details": sheet.details,
        "week": shown.week(sheet.hours, today=today.isoweekday()),
        "today": shown.today(opened, open_now=queries.is_open(site_id, request.now)),
        "rooms": counted(sheet.details.rooms, "bureau", "bureaux") if sheet.details else "",
        "communes": [(commune.name, counted(commune.population, "habitant")) for commune in sheet.communes],
    }
    return render(request, "territories/site.html", context)


def _today(request) -> date:
    zone = request.actor.posts[0].time_zone if request.actor.posts else "UTC"
    return access.today(request.now, zone)


def _counts(view) -> str:
    teams = sum(len(territory.teams) for territory in view.territories)
    sites = counted(len(view.sites), "site d’accueil", "sites d’accueil")
    return f"{sites}, {counted(teams, 'équipe')}, {counted(len(view.poles), 'pôle')}"


def _territory(territory) -> dict:
    return {
        "name": territory.unit.name,
        "sites": [_site(site) for site in territory.sites],
        "teams": [_team(team) for team in territory.teams],
    }


def _site(site) -> dict:
    return {
        "id": site.unit.pk,
        "name": site.unit.name,
        "hours": shown.short_week(site.hours),
        "covers": shown.names(site.communes),
        "composition": site.staff.name,
        "gaps": site.staff.gaps,
        "staff": [(seat.account.name, seat.account.profession, shown.eqtp(seat.eqtp)) for seat in site.staff.seats],
    }


def _team(team) -> dict:
    return {
        "name": team.unit.name,
        "communes": shown.communes_unsaid(team),
        "population": counted(team.population, "habitant"),
        "eqtp": shown.eqtp(team.eqtp),
        "people": counted(len(team.seats), "travailleur social", "travailleurs sociaux"),
        "manager": ", ".join(seat.account.name for seat in team.managers) or "à désigner",
    }


def _priority_area(area) -> tuple[str, str, str]:
    return area.name, listed(area.commune_names), plain_date(area.starts_on)


def _pole(pole) -> dict:
    return {
        "name": pole.unit.name,
        "mission": "Accueil" if pole.mission == Mission.RECEPTION else "Accompagnement",
        "publics": pole.publics,
        "manager": ", ".join(seat.account.name for seat in pole.managers) or "à désigner",
    }
