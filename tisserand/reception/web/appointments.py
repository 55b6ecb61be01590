"""« Rendez-vous »: the day or the week of a site, a team, or mine; what waits to be told comes first."""

from datetime import date, timedelta

from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.views.decorators.http import require_safe

from tisserand.access.gate import needs
from tisserand.kernel.sentences import day as day_words
from tisserand.reception import queries

MINE = "moi"
PERIODS = {"jour": 1, "semaine": 7}
PAGE = 30
MOST_TO_TELL = 10


@needs("appointments.see")
@require_safe
def show(request):
    today = timezone.localdate(request.now)
    units = queries.agenda_units(request.actor, on=today)
    unit = _chosen(request, units)
    period = request.GET.get("periode") if request.GET.get("periode") in PERIODS else "jour"
    day = _day(request.GET.get("jour"), today)
    start = day if period == "jour" else day - timedelta(days=day.weekday())
    rows, next_url = _page(request, unit, start, period)
    context = {
        "units": units,
        "unit": unit,
        "period": period,
        "day": start,
        "title": _title(start, period),
        "days": _by_day(rows),
        "waiting": _waiting(request, unit),
        "previous": _address(unit, start - timedelta(days=PERIODS[period]), period),
        "following": _address(unit, start + timedelta(days=PERIODS[period]), period),
        "today": _address(unit, today, period),
        "next_url": next_url,
        "previous_url": "",
        "here": request.get_full_path(),
    }
    return render(request, "reception/appointments.html", context)


def _page(request, unit, start: date, period: str):
    zone = timezone.get_current_timezone_name()
    rows = queries.agenda(request.actor, unit=unit.pk if unit else None, start=start, days=PERIODS[period], zone=zone)
    found = queries.named(request.actor, queries.after(rows, request.GET.get("apres", ""))[: PAGE + 1])
    if len(found) <= PAGE:
        return found, ""
    return found[:PAGE], _address(unit, start, period, apres=queries.key_of(found[PAGE - 1].row))


def _waiting(request, unit) -> list:
    rows = queries.to_tell(request.actor, unit=unit.pk if unit else None, at=request.now)
    return queries.named(request.actor, rows[:MOST_TO_TELL])


def _chosen(request, units: list):
    """Mine unless another agenda is asked for; the desk, which receives nobody, starts with its site."""
    asked = request.GET.get("agenda")
    found = next((unit for unit in units if str(unit.pk) == asked), None)
    if found or asked == MINE or request.actor.can("notes.write"):
        return found
    return units[0] if units else None


def _day(asked: str | None, today: date) -> date:
    try:
        day = date.fromisoformat(asked or "")
    except ValueError:
        return today
    return day if abs((day - today).days) < 3660 else today


def _by_day(rows: list) -> list[tuple]:
    """Each day, its rows, and how many of them hold: neither moved nor cancelled."""
    days: dict[date, list] = {}
    for one in rows:
        days.setdefault(timezone.localtime(one.row.starts_at).date(), []).append(one)
    return [(day, some, sum(one.row.state in queries.SHOWN for one in some)) for day, some in days.items()]


def _title(start: date, period: str) -> str:
    return day_words(start) if period == "jour" else f"semaine du {day_words(start)}"


def _address(unit, day: date, period: str, **more) -> str:
    asked = {"agenda": unit.pk if unit else MINE, "jour": day.isoformat(), "periode": period, **more}
    return f"{reverse('reception:appointments')}?{urlencode(asked)}"
