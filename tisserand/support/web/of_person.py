"""« RSA » and « Budget » of a person: what is followed, what it adds up to, and what one may open."""

from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from tisserand.access import journal
from tisserand.access.gate import needs
from tisserand.people import queries as people
from tisserand.people.slots import notices
from tisserand.support.queries import followed as queries
from tisserand.support.queries.masp import budget_of
from tisserand.support.queries.plans import plans_of_person
from tisserand.support.rules import label
from tisserand.support.rules.court import STANDING_LABELS, Standing
from tisserand.support.rules.debts import DEBT_LABELS, DebtState
from tisserand.support.rules.rsa import STAGE_LABELS, Stage
from tisserand.support.slots import FILE_LINKS
from tisserand.support.web import writing
from tisserand.support.web.follow import Follow
from tisserand.support.web.sections_budget import NEW_SECTIONS
from tisserand.support.web.sections_rsa import OPENING
from tisserand.support.web.shown import label_of_kind, state_words

CONTRACTS = ("rsa_social", "rsa_socio_pro")


@needs("files.read")
@require_GET
def rsa_of(request, person_id):
    """Her paths, the open one first; and our own contracts, which are plans."""
    person = _known(request, person_id)
    if person is None:
        return redirect("people:outside", person_id)
    journal.consulted(request, person_id, page="parcours RSA")
    actor = request.actor
    paths = queries.paths_of(actor, person_id)
    context = {
        "paths": [(row, STAGE_LABELS[Stage(row.stage)], row.stage != Stage.LEFT) for row in paths],
        "plans": _plans(actor, person_id, CONTRACTS),
        "may_open": bool(queries.teams_of(actor)) and all(row.stage == Stage.LEFT for row in paths),
        **_around(request, person),
    }
    return render(request, "support/rsa_of.html", context)


@needs("files.read")
@require_http_methods(["GET", "POST"])
def rsa_new(request, person_id):
    return _new(request, person_id, OPENING, Follow(request, "support:rsa_of", "RSA", person_id))


@needs("files.read")
@require_GET
def budget(request, person_id):
    """MASP and what they add up to, measures of a judge, files of debts, measures that others conduct."""
    person = _known(request, person_id)
    if person is None:
        return redirect("people:outside", person_id)
    journal.consulted(request, person_id, page="budget")
    actor, today = request.actor, timezone.localdate(request.now)
    known = queries.measures_known(actor, person_id)
    courts, debts = queries.court_measures_of(actor, person_id), queries.debt_files_of(actor, person_id)
    context = {
        "plans": _plans(actor, person_id, ("masp_1", "masp_2", "aeb")),
        "spent": budget_of(actor, person_id, today=today),
        "courts": [
            (row, label("court_measure", row.measure), STANDING_LABELS[Standing(row.standing)]) for row in courts
        ],
        "debts": [(row, DEBT_LABELS[DebtState(row.state)]) for row in debts],
        "known": [
            *((row, label("measure", row.measure)) for row in known),
            *((one, one.measure) for one in queries.protections_of(actor, person_id)),
        ],
        "may_open": bool(queries.teams_of(actor)),
        **_around(request, person),
    }
    return render(request, "support/budget.html", context)


@needs("files.read")
@require_http_methods(["GET", "POST"])
def budget_new(request, person_id, section):
    if section not in NEW_SECTIONS:
        raise Http404("section")
    return _new(request, person_id, NEW_SECTIONS[section], Follow(request, "support:budget", "Budget", person_id))


def _new(request, person_id, section, place: Follow):
    if _known(request, person_id) is None or not queries.teams_of(request.actor):
        raise Http404("person")
    journal.consulted(request, person_id, page="budget" if place.crumb == "Budget" else "parcours RSA")
    return writing.write(place, section)


def _known(request, person_id):
    """Nothing for somebody of another site without a reason: she is asked for it first."""
    person = people.person(request.actor, person_id)
    if person is None:
        raise Http404("person")
    return None if people.is_outside(request.actor, person) else person


def _around(request, person) -> dict:
    return {
        "card": person.card,
        "notices": notices(request.actor, person.id, timezone.localdate(request.now)),
        "files": FILE_LINKS.of(request.actor, person.id),
    }


def _court(row) -> tuple:
    return row, label("court_measure", row.measure), STANDING_LABELS[Standing(row.standing)]


def _plans(actor, person_id, codes) -> list[tuple]:
    rows = plans_of_person(actor, person_id).filter(kind__in=codes)[: queries.MOST]
    return [(row, label_of_kind(row), state_words(row)) for row in rows]
