"""What is owed: mine, what nobody has in hand, everything my units answer for; and how much, unit by unit."""

from urllib.parse import urlencode
from uuid import UUID

from django.http import Http404
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from tisserand.access import queries as access
from tisserand.access.gate import needs, signed_in
from tisserand.access.rules import unit_in_words
from tisserand.desk import board, duties, kinds
from tisserand.desk.duties import When, Whose
from tisserand.desk.web.day import end_of_today


@signed_in
@require_safe
def all_duties(request):
    """One list, late first, thirty at a time. Four questions: figures, the list, names, the unit that was chosen."""
    asked = _asked_for(request)
    times = {"at": request.now, "tonight": end_of_today()}
    families = duties.by_family(request.actor, asked["whose"], asked["unit"], **times)
    page = list(_rows(request, asked, families)[: duties.PAGE + 1])
    shown = duties.shown(request.actor, page[: duties.PAGE], at=request.now)
    more = len(page) > duties.PAGE
    context = {
        **asked,
        "unit_name": _name_of(asked["unit"]),
        "here": _address(asked),
        "can_see_teams": request.actor.can("duties.see"),
        "counts": _counts(families, asked["family"]),
        "families": [(code, kinds.label(code), family.counts.all) for code, family in families.items()],
        "duties": duties.under_headings(shown, **times),
        "previous_url": "",
        "next_url": _next(asked, page[duties.PAGE - 1]) if more else "",
    }
    return render(request, "desk/duties.html", context)


@needs("duties.see")
@require_safe
def teams(request):
    """Each number opens its list."""
    found = board.boards(request.actor, at=request.now, tonight=end_of_today(), today=timezone.localdate())
    return render(request, "desk/board.html", {"boards": found})


def _rows(request, asked: dict, families: dict):
    rows = duties.in_unit(duties.of(request.actor, asked["whose"]), asked["unit"])
    if asked["family"]:
        found = families.get(asked["family"])
        rows = rows.filter(kind__in=found.kinds if found else ())
    rows = rows.filter(duties.until(asked["when"], *duties.instants(request.now, end_of_today())))
    return duties.after(rows, request.GET.get("apres", ""))


def _counts(families: dict, chosen: str) -> duties.Counts:
    taken = [family.counts for code, family in families.items() if chosen in ("", code)]
    return sum(taken, duties.NONE)


def _asked_for(request) -> dict:
    """What the address says, and nothing that it may not say."""
    said = request.GET
    family = said.get("genre", "")
    return {
        "whose": _one_of(Whose, said.get("pour")),
        "when": _one_of(When, said.get("quand")),
        "family": family if family in (*kinds.FAMILIES, kinds.OTHERS) else "",
        "unit": _unit(request.actor, said.get("ou", "")),
    }


def _address(asked: dict) -> str:
    """The same list, whatever the period."""
    said = {"pour": asked["whose"], "genre": asked["family"], "ou": asked["unit"]}
    return "?" + urlencode({name: value for name, value in said.items() if value})


def _next(asked: dict, last) -> str:
    return f"{_address(asked)}&{urlencode({'quand': asked['when'], 'apres': duties.key_of(last)})}"


def _unit(actor, said: str) -> UUID | None:
    """One of those whose duties she follows: another does not exist."""
    if not said:
        return None
    found = next((unit for unit in actor.reach("duties.see") if str(unit) == said), None)
    if found is None:
        raise Http404("unit")
    return found


def _one_of(choices, value):
    return choices(value) if value in list(choices) else next(iter(choices))


def _name_of(unit: UUID | None) -> str:
    found = access.unit(unit) if unit else None
    return unit_in_words(found.name, found.kind) if found else ""
