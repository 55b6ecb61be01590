"""My day: what waits for me, sorted by what becomes late first; every number opens its list."""

from datetime import UTC, datetime, time

from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from tisserand.access import queries as access
from tisserand.access.gate import signed_in
from tisserand.desk import duties, news
from tisserand.desk.duties import DAILY, Whose
from tisserand.people import queries as people
from tisserand.reception import queries as reception

FIRST, FEW, LATEST_DRAFTS = 8, 3, 5


@signed_in
@require_safe
def my_day(request):
    actor, at = request.actor, request.now
    counts = duties.counts(actor, at=at, tonight=end_of_today())
    mine, ours = (duties.first(actor, whose, FIRST) if counts[whose].all else [] for whose in DAILY)
    moves = news.since_yesterday(actor, at=at)
    cards = people.cards(actor, duties.persons_of([*mine, *ours, *moves]))
    return render(
        request,
        "desk/day.html",
        {
            "mine": counts[Whose.MINE],
            "ours": counts[Whose.UNASSIGNED],
            "my_duties": duties.named(actor, mine, cards, at=at),
            "our_duties": duties.named(actor, ours, cards, at=at),
            "dangers": reception.first_emergencies(actor, None, FEW) if actor.can("emergencies.see") else [],
            "to_finish": reception.first_to_finish(actor, FEW) if actor.can("demands.write") else [],
            "drafts": access.latest_drafts(actor, LATEST_DRAFTS),
            "sends": actor.can("orientations.propose"),
            "news": news.named(moves, cards),
            "can_cover": actor.can("covers.give"),
        },
    )


def end_of_today() -> datetime:
    """Midnight to come, where the reader works."""
    here = timezone.get_current_timezone()
    return datetime.combine(timezone.localdate(), time.max, here).astimezone(UTC)
