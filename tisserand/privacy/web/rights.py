"""The privacy officer's list of requests: what is late, what is due this week, all, and what was answered."""

from django.core.paginator import Paginator
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from tisserand.access.gate import needs
from tisserand.privacy.queries import rights as queries
from tisserand.privacy.rules.rights import ASKED_NAMES, STATE_LABELS

PAGE = 30
LATE, WEEK, ALL, ENDED = "retard", "semaine", "tout", "closes"
TITLES = {
    LATE: "En retard",
    WEEK: "À répondre dans les sept jours",
    ALL: "Toutes les demandes ouvertes",
    ENDED: "Demandes closes",
}
COUNTED = {LATE: "late", WEEK: "week", ALL: "all"}
EMPTY = {
    LATE: ("Aucune demande en retard.", "Chaque demande a un mois. Ce qui approche se lit sous « sept jours »."),
    WEEK: ("Rien à répondre dans les sept jours.", "Les autres demandes se lisent sous « toutes »."),
    ALL: ("Aucune demande en attente.", "Une demande s’ouvre depuis le dossier de la personne, en moins d’une minute."),
    ENDED: ("Aucune demande close.", "Une demande répondue ou retirée se lit ici, avec sa preuve."),
}


@needs("rights.manage")
@require_safe
def rights(request):
    chosen = request.GET.get("quand", ALL)
    chosen = chosen if chosen in TITLES else ALL
    today = timezone.localdate(request.now)
    page = Paginator(_rows(request.actor, chosen, today), PAGE).get_page(request.GET.get("page"))
    counts = queries.counts(request.actor, today=today)
    context = {
        "chosen": chosen,
        "title": TITLES[chosen],
        "tabs": [(code, title, counts.get(COUNTED.get(code, ""))) for code, title in TITLES.items()],
        "lines": [(row, ASKED_NAMES[row.asked], STATE_LABELS[row.state]) for row in page.object_list],
        "empty": EMPTY[chosen],
        "previous_url": f"?quand={chosen}&page={page.number - 1}" if page.has_previous() else "",
        "next_url": f"?quand={chosen}&page={page.number + 1}" if page.has_next() else "",
    }
    return render(request, "privacy/rights.html", context)


def _rows(actor, chosen: str, today):
    if chosen == ENDED:
        return queries.answered_requests(actor)
    rows = queries.open_requests(actor)
    if chosen == LATE:
        return rows.filter(due_on__lt=today)
    if chosen == WEEK:
        return queries.due_within(rows, since=today, until=today + queries.WEEK)
    return rows
