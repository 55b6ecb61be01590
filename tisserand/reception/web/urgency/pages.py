"""What applies, what is announced, what applied; what changed from one version to another."""

from datetime import date, timedelta

from django.conf import settings
from django.http import Http404
from django.shortcuts import render
from django.views.decorators.http import require_safe

from tisserand.access import queries as access
from tisserand.access.gate import found_or_404, needs
from tisserand.reception import queries
from tisserand.reception.queries.urgency import WRITES
from tisserand.reception.rules import numbers, urgency
from tisserand.reception.rules.urgency import State
from tisserand.ui.conflicts import differences

READS = "urgency.read"
# More would not be read: the first ones are the nearest.
MOST_HOLES = 8


@needs(READS)
@require_safe
def show(request):
    versions, today = list(queries.protocols(request.actor)), today_of(request)
    row = urgency.in_force(versions, on=today)
    context = {
        **_version(request, row, versions),
        **on_call(request),
        "history": [_line(one, versions, today) for one in versions],
        "announced": urgency.announced(versions, on=today),
        "draft": next((one for one in versions if one.state == State.DRAFT), None),
        "numbers": [] if row else numbers.national_numbers(),
    }
    return render(request, "reception/urgency.html", context)


@needs(READS)
@require_safe
def version(request, protocol_id):
    row = found_or_404(queries.protocols, request.actor, protocol_id)
    return render(request, "reception/urgency_version.html", version_context(request, row))


@needs(READS)
@require_safe
def compare(request, protocol_id):
    """With the one before it, or with the one asked for by its number."""
    row = found_or_404(queries.protocols, request.actor, protocol_id)
    versions = list(queries.protocols(request.actor))
    others = [one for one in versions if one.number and one.pk != row.pk]
    other = _asked(request, others) or before(row, versions)
    context = {"row": row, "other": other, "others": others, "parts": _parts(request, other, row) if other else []}
    return render(request, "reception/urgency_compare.html", context)


def version_context(request, row) -> dict:
    versions, today = list(queries.protocols(request.actor)), today_of(request)
    return {
        **_version(request, row, versions),
        "line": _line(row, versions, today),
        "preparing": any(one.state == State.DRAFT for one in versions),
        "waits": row.state == State.PUBLISHED and row.applies_on > today,
    }


def today_of(request) -> date:
    return access.today(request.now, settings.TIME_ZONE_OF_THE_ORGANISATION)


def before(row, versions: list):
    """The last published before it; what was withdrawn never applied."""
    number = row.number or max((one.number for one in versions if one.number), default=0) + 1
    earlier = [one for one in versions if one.number and one.number < number and one.state == State.PUBLISHED]
    return max(earlier, key=lambda one: one.number, default=None)


def on_call(request) -> dict:
    """Who answers now, who follows, when nobody does."""
    at = request.now
    left = queries.shifts_of_nobody(at)
    rows = list(queries.shifts(request.actor).exclude(pk__in=left).filter(ends_at__gt=at)[:2])
    holes = queries.holes_ahead(request.actor, at, left=left)
    now = rows[0] if rows and rows[0].starts_at <= at else None
    return {
        "on_call": now,
        "on_call_next": next((row for row in rows if row is not now), None),
        "holes": holes[:MOST_HOLES],
        "more_holes": max(0, len(holes) - MOST_HOLES),
        "nobody": not rows,
        "left": left,
    }


def _version(request, row, versions: list) -> dict:
    text = queries.text(request.actor, row) if row else None
    return {
        "row": row,
        "text": text,
        "answers": [(kind, urgency.label(kind), answer) for kind, answer in text.answers.items()] if text else [],
        "former": before(row, versions) if row else None,
        "writes": request.actor.can(WRITES),
    }


def _line(row, versions: list, today: date) -> dict:
    """A line of the history: what this version is today, in words."""
    replaced = urgency.replaced_on(row, versions)
    if row.state == State.DRAFT:
        word = "En préparation"
    elif row.state == State.WITHDRAWN:
        word = "Retirée avant son jour"
    elif row.applies_on > today:
        word = "Annoncée"
    else:
        word = "Remplacée" if replaced and replaced <= today else "S’applique"
    last_day = replaced - timedelta(days=1) if replaced else None
    return {"row": row, "word": word, "last_day": last_day, "former": before(row, versions)}


def _asked(request, others: list):
    typed = request.GET.get("avec", "")
    if not typed:
        return None
    for one in others:
        if str(one.number) == typed:
            return one
    raise Http404("version")


def _parts(request, other, row) -> list[tuple[str, tuple]]:
    said = urgency.changes_between(queries.text(request.actor, other), queries.text(request.actor, row))
    return [(title, differences((one.part, one.before, one.after) for one in changes)) for title, changes in said]
