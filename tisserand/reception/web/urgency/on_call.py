"""« Astreintes »: one list by week, and the form of those who keep it."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.conf import settings
from django.contrib import messages
from django.db import transaction
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from tisserand.access import queries as access
from tisserand.access.gate import found_or_404, needs
from tisserand.kernel.refusals import Refused
from tisserand.reception import operations, queries
from tisserand.reception.operations import ProtocolChanged
from tisserand.reception.queries.urgency import WRITES
from tisserand.reception.web.forms.on_call import OnCallForm, said_of
from tisserand.reception.web.urgency.pages import READS, on_call, today_of
from tisserand.ui import toasts
from tisserand.ui.conflicts import both_texts, typed_again
from tisserand.ui.forms import refuse

WEEKS = 5
# Years before and after today.
FARTHEST = 20
CHANGED = {"name": "Qui", "phone": "Téléphone"}


@needs(READS)
@require_safe
def planning(request):
    return _page(request)


@needs(WRITES)
@require_POST
def put(request):
    form = _form(request, request.POST)
    if form.is_valid():
        try:
            with transaction.atomic():
                row = operations.put_on_call(
                    actor=request.actor,
                    at=request.now,
                    shift=form.shift(),
                    account=form.cleaned_data["account"],
                    request_key=form.cleaned_data["key"],
                )
        except Refused as refused:
            refuse(form, refused)
        else:
            toasts.say(request, f"{row.name} est d’astreinte pendant ces heures.")
            return redirect("reception:on_call")
    return _page(request, form, status=422)


@needs(WRITES)
@require_http_methods(["GET", "POST"])
def change(request, shift_id):
    row = found_or_404(queries.shifts, request.actor, shift_id)
    if request.POST.get("resolution") == "theirs":
        return redirect("reception:on_call")
    typed = typed_again(request.POST, ()) if request.method == "POST" else None
    form, conflict = _form(request, typed, initial=said_of(row, zone())), None
    if request.method == "POST" and request.POST.get("resolution") != "merge" and form.is_valid():
        try:
            with transaction.atomic():
                _change(request, row, form)
        except Refused as refused:
            refuse(form, refused)
        except ProtocolChanged as changed:
            conflict = _conflict(changed, form)
        else:
            toasts.say(request, "L’astreinte est changée.")
            return redirect("reception:on_call")
    context = {"row": row, "form": form, "conflict": None, "theirs": [], **(conflict or {})}
    status = 409 if conflict else 422 if form.errors else 200
    return render(request, "reception/on_call_change.html", context, status=status)


@needs(WRITES)
@require_POST
def cancel(request, shift_id):
    row = found_or_404(queries.shifts, request.actor, shift_id)
    try:
        with transaction.atomic():
            operations.cancel_on_call(actor=request.actor, at=request.now, on_call=row.pk)
    except Refused as refused:
        messages.warning(request, refused.refusals[0].message)
    else:
        toasts.say(request, "L’astreinte est annulée.")
    return redirect("reception:on_call")


def zone() -> str:
    return settings.TIME_ZONE_OF_THE_ORGANISATION


def _change(request, row, form) -> None:
    operations.change_on_call(
        actor=request.actor,
        at=request.now,
        on_call=row.pk,
        expected_version=form.cleaned_data["version"] or 0,
        shift=form.shift(),
        account=form.cleaned_data["account"],
    )


def _conflict(changed: ProtocolChanged, form) -> dict:
    who = access.accounts([changed.row.changed_by_id]).get(changed.row.changed_by_id)
    shift = form.shift()
    mine = {"name": shift.name, "phone": shift.phone}
    return both_texts(changed, by=who.name if who else "Un collègue", shared=CHANGED, typed=mine)


def _form(request, data=None, **given) -> OnCallForm:
    return OnCallForm(data, people=queries.who_may_answer(today_of(request)), zone=zone(), **given)


def _blank(request, holes) -> OnCallForm:
    """The first hours that nobody holds; else the next one begins where the last one ends."""
    last = queries.shifts(request.actor).order_by("-ends_at", "id").first()
    if last is None or last.ends_at < request.now:
        return _form(request)
    starts, ends = (moment.astimezone(ZoneInfo(zone())) for moment in (holes[0] if holes else (last.ends_at,) * 2))
    begins = {"starts_day": starts.date(), "starts_hour": starts.time(), "phone": last.phone}
    return _form(request, initial=begins | ({"ends_day": ends.date(), "ends_hour": ends.time()} if holes else {}))


def _page(request, form: OnCallForm | None = None, *, status: int = 200):
    now = on_call(request)
    writes = request.actor.can(WRITES)
    first = _monday(request)
    midnights = [_midnight(first + timedelta(weeks=week)) for week in range(WEEKS + 1)]
    rows = list(queries.shifts_between(request.actor, midnights[0], midnights[-1]))
    spans = zip(midnights, midnights[1:], strict=False)
    context = {
        **now,
        "weeks": [
            (starts, [row for row in rows if _belongs(row, starts, ends, starts is midnights[0])])
            for starts, ends in spans
        ],
        "earlier": (first - timedelta(weeks=WEEKS)).isoformat(),
        "later": (first + timedelta(weeks=WEEKS)).isoformat(),
        "form": form or (_blank(request, now["holes"]) if writes else None),
        "writes": writes,
    }
    return render(request, "reception/on_call.html", context, status=status)


def _belongs(row, starts: datetime, ends: datetime, is_first: bool) -> bool:
    """To the week it begins in; one that runs already, to the first week shown."""
    return starts <= row.starts_at < ends or (is_first and row.starts_at < starts)


def _monday(request) -> date:
    """Of the week asked for, else of this one."""
    today = today_of(request)
    try:
        asked = date.fromisoformat(request.GET.get("semaine", ""))
    except ValueError:
        asked = today
    if abs(asked.year - today.year) > FARTHEST:
        asked = today
    return asked - timedelta(days=asked.weekday())


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), tzinfo=ZoneInfo(zone()))
