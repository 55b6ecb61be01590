"""What an agenda reads, without a session: its address is the secret. Nothing of anybody (see `rules.agenda`)."""

from collections.abc import Iterable
from dataclasses import replace
from functools import partial

from django.http import Http404, HttpResponse
from django.views.decorators.http import require_safe

from tisserand.access import queries as access
from tisserand.access import scope, throttle
from tisserand.access.gate import public
from tisserand.deadlines import operations, queries, rules
from tisserand.deadlines.slots import AGENDA
from tisserand.ui.addresses import address

MOST = 500
# An agenda comes every quarter of an hour, and is read on several devices.
BY_FEED, WRONG = 20, 20


@public
@require_safe
def read(request, secret: str):
    """Who guesses is counted by where she comes from, an agenda that insists by its own address.

    A wrong secret never closes the door to a right one: forgotten agendas come back for years, from behind a single
    network address.
    """
    feed = queries.feed_of(secret)
    kind, who, most = ("feed", str(feed.pk), BY_FEED) if feed else ("guess", throttle.address(request), WRONG)
    if throttle.tried(kind, who, at=request.now) >= most:
        return _later()
    request.deeds.append(partial(throttle.count, kind, who, at=request.now))
    if feed is None:
        raise Http404("feed")
    request.deeds.append(partial(operations.note_reading, feed=feed.pk, at=request.now))
    return _calendar(request, access.actor_entering(feed.account, at=request.now))


def _later() -> HttpResponse:
    return HttpResponse(status=429, headers={"Retry-After": str(int(throttle.WINDOW.total_seconds()))})


def _calendar(request, owner) -> HttpResponse:
    with scope.acting(owner):
        entries = [*_duties(owner), *(entry for lines in AGENDA for entry in lines(owner, request.now))]
    whole = [replace(entry, url=request.build_absolute_uri(entry.url)) for entry in entries]
    zone = owner.posts[0].time_zone if owner.posts else "UTC"
    answer = HttpResponse(rules.written(whole, zone=zone), content_type="text/calendar; charset=utf-8")
    answer["Content-Disposition"] = 'inline; filename="tisserand.ics"'
    return answer


def _duties(owner) -> Iterable[rules.Entry]:
    for row in queries.for_agenda(owner, MOST):
        starts, ends = rules.shown(row.due_at, row.unit.time_zone)
        url = address("deadlines:why", row.pk)
        yield rules.Entry(
            row.pk, rules.told_outside(row.kind, row.label), starts, ends, url, row.opened_at, row.changed_at
        )
