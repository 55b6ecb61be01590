"""My day: what waits for me, sorted by what becomes late first; every number opens its list."""

from datetime import UTC, datetime, time

from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from tisserand.access import queries as access
from tisserand.access.gate import signed_in
from tisserand.desk import agenda, duties, homes, news
from tisserand.desk.duties import Whose
from tisserand.people import queries as people
from tisserand.reception import queries as reception

FIRST, FEW, LATEST_DRAFTS = 8, 3, 5


@signed_in
@require_safe
def my_day(request):
    actor, at = request.actor, request.now
    owed = duties.daily(actor, FIRST, at=at, tonight=end_of_today())
    mine, ours = owed.first[Whose.MINE], owed.first[Whose.UNASSIGNED]
    moves = news.since_yesterday(actor, at=at)
    around = agenda.read(actor, day=timezone.localdate(), zone=timezone.get_current_timezone_name(), at=at)
    cards = people.cards(actor, around.persons | duties.persons_of([*mine, *ours, *moves]))
    named = duties.named(actor, [*mine, *ours], cards, at=at)
    waiting = agenda.waiting(actor, around, cards)
    context = {
        "mine": owed.counts[Whose.MINE],
        "ours": owed.counts[Whose.UNASSIGNED],
        "my_duties": named[: len(mine)],
        "our_duties": named[len(mine) :],
        "meetings": agenda.meetings(actor, around, cards),
        "receives": actor.can("notes.write"),
        "waiting": waiting[:FEW],
        "more_waiting": len(waiting[FEW:]),
        "holds_line": actor.can("visits.see"),
        "in_line": around.comings.waiting,
        "dangers": reception.first_emergencies(actor, None, FEW) if actor.can("emergencies.see") else [],
        "to_finish": around.comings.to_finish,
        "drafts": access.latest_drafts(actor, LATEST_DRAFTS),
        "sends": news.sends(actor),
        "news": news.named(moves, cards),
        "can_cover": actor.can("covers.give"),
        "doors": homes.doors(actor),
    }
    return render(request, "desk/day.html", context)


def end_of_today() -> datetime:
    """Midnight to come, where the reader works."""
    here = timezone.get_current_timezone()
    return datetime.combine(timezone.localdate(), time.max, here).astimezone(UTC)
