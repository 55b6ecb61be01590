"""My day: what waits for me, sorted by what becomes late first; every number opens its list."""

from datetime import UTC, datetime, time

from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from tisserand.access import queries as access
from tisserand.access.gate import signed_in
from tisserand.desk import duties, news
from tisserand.desk.duties import When, Whose
from tisserand.reception import queries as reception

FIRST = 8


@signed_in
@require_safe
def my_day(request):
    actor, at, tonight = request.actor, request.now, end_of_today()
    mine, ours = (duties.counts(actor, whose, at=at, tonight=tonight) for whose in Whose)
    return render(
        request,
        "desk/day.html",
        {
            "mine": mine,
            "ours": ours,
            "my_duties": duties.shown(actor, duties.of(actor, Whose.MINE)[:FIRST], at=at) if mine.all else [],
            "our_duties": duties.shown(actor, duties.of(actor, Whose.UNASSIGNED)[:FIRST], at=at) if ours.all else [],
            "dangers": list(reception.open_emergencies(actor)[:3]) if actor.can("emergencies.see") else [],
            "to_finish": list(reception.to_finish(actor)[:3]) if actor.can("demands.write") else [],
            "drafts": list(access.drafts(actor)[:5]),
            "news": news.since_yesterday(actor, at=at),
        },
    )


@signed_in
@require_safe
def all_duties(request):
    """One list, late first, thirty at a time."""
    whose, when = _asked(Whose, request.GET.get("pour")), _asked(When, request.GET.get("quand"))
    rows = duties.of(request.actor, whose).filter(duties.until(when, at=request.now, tonight=end_of_today()))
    page = list(duties.after(rows, request.GET.get("apres", ""))[: duties.PAGE + 1])
    more = len(page) > duties.PAGE
    context = {
        "whose": whose,
        "when": when,
        "counts": duties.counts(request.actor, whose, at=request.now, tonight=end_of_today()),
        "duties": duties.shown(request.actor, page[: duties.PAGE], at=request.now),
        "previous_url": "",
        "next_url": f"?pour={whose}&quand={when}&apres={duties.key_of(page[duties.PAGE - 1])}" if more else "",
    }
    return render(request, "desk/duties.html", context)


def end_of_today() -> datetime:
    """Midnight to come, where the reader works."""
    here = timezone.get_current_timezone()
    return datetime.combine(timezone.localdate(), time.max, here).astimezone(UTC)


def _asked(choices, value):
    return choices(value) if value in list(choices) else next(iter(choices))
