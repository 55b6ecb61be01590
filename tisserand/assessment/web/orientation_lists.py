"""The three lists: what waits for me or my pôle, what waits elsewhere, what ended lately. Late first."""

from datetime import datetime, timedelta
from urllib.parse import urlencode
from uuid import UUID

from django.db.models import Q
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET

from tisserand.access.gate import needs
from tisserand.assessment.queries import orientation as queries
from tisserand.assessment.web import orientation_page as page

PAGE = 20
LATELY = timedelta(days=30)


@needs("duties.see")
@require_GET
def orientations(request):
    wanted = request.GET.get("liste", "")
    shown = [key for key in LISTS if wanted in ("", key)] or list(LISTS)
    return render(
        request,
        "assessment/orientations.html",
        {"sections": [_section(request, key) for key in shown], "whole": len(shown) > 1},
    )


def _section(request, key: str) -> dict:
    title, empty, rows, after = LISTS[key]
    found = list(after(rows(request), request.GET.get("apres", ""))[: PAGE + 1])
    shown = found[:PAGE]
    return {
        "key": key,
        "title": title,
        "empty": empty,
        "lines": page.lines(request.actor, shown, request.now, mine=key == "a-faire"),
        "late": sum(1 for row in shown if row.due_at and row.due_at < request.now),
        "next_url": _address(key, shown[-1]) if len(found) > PAGE else "",
    }


def _address(key: str, last) -> str:
    moment = last.due_at or last.closed_at
    mark = f"{moment.timestamp():.6f}~{last.pk}"
    return f"{reverse('assessment:orientations')}?{urlencode({'liste': key, 'apres': mark})}"


def _after_due(rows, mark: str):
    moment, identifier = _read(mark)
    if moment is None:
        return rows
    return rows.filter(Q(due_at__gt=moment) | Q(due_at=moment, id__gt=identifier))


def _after_end(rows, mark: str):
    moment, identifier = _read(mark)
    if moment is None:
        return rows
    return rows.filter(Q(closed_at__lt=moment) | Q(closed_at=moment, id__gt=identifier))


def _read(mark: str):
    """A mark that nobody wrote is no mark: the list begins at its beginning."""
    moment, _, identifier = mark.partition("~")
    try:
        return datetime.fromtimestamp(float(moment)).astimezone(), UUID(identifier)
    except (ValueError, OverflowError, OSError):
        return None, None


LISTS = {
    "a-faire": (
        "À faire par vous",
        ("Rien n’attend de vous.", "Une orientation paraît ici quand le prochain geste vous revient."),
        lambda request: queries.to_answer(request.actor),
        _after_due,
    ),
    "ailleurs": (
        "En attente chez d’autres",
        ("Rien n’attend ailleurs.", "Une orientation envoyée paraît ici tant que la réponse n’est pas là."),
        lambda request: queries.waiting_elsewhere(request.actor),
        _after_due,
    ),
    "terminees": (
        "Terminées depuis 30 jours",
        ("Aucune orientation terminée.", "Un premier rendez-vous tenu ou un retrait paraît ici pendant 30 jours."),
        lambda request: queries.lately_ended(request.actor, since=request.now - LATELY),
        _after_end,
    ),
}
