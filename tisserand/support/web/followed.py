"""The page of something followed, and writing one of its dated facts: an RSA, a breach, a measure, debts."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from django.db import transaction
from django.http import Http404
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from tisserand.access import journal
from tisserand.access.gate import found_or_404, needs
from tisserand.kernel.refusals import Refused
from tisserand.people import queries as people
from tisserand.people.slots import notices
from tisserand.support import operations
from tisserand.support.models import CourtMeasure, DebtFile, RsaBreach, RsaPath
from tisserand.support.models.followed import Followed
from tisserand.support.queries import followed as queries
from tisserand.support.rules.naming import spoken_name
from tisserand.support.slots import FILE_LINKS
from tisserand.support.web import told_budget, told_rsa, writing
from tisserand.support.web.follow import Follow
from tisserand.support.web.sections import Section
from tisserand.support.web.sections_budget import COURT_SECTIONS, DEBT_SECTIONS
from tisserand.support.web.sections_rsa import BREACH_SECTIONS, DECIDED, RSA_SECTIONS
from tisserand.support.web.told import Told
from tisserand.ui import toasts


@dataclass(frozen=True)
class Face:
    """One kind of thing followed: its page, its forms, what its page says. `page` is noted in the journal."""

    model: type[Followed]
    view: str
    edit: str
    page: str
    crumb: str
    sections: Mapping[str, Section]
    told: Callable[[Follow, str], Told]
    decided: frozenset[str] = frozenset()


def _told_path(place: Follow, name: str) -> Told:
    actor, row = place.request.actor, place.row
    facts, breaches = queries.facts_of_path(actor, row), queries.breaches_of(actor, row)
    return told_rsa.told_path(row, facts, breaches, name, writes=queries.writes(actor, row))


def _told_breach(place: Follow, name: str) -> Told:
    writes = queries.writes(place.request.actor, place.row)
    return told_rsa.told_breach(place.row, name, place.request.now, writes=writes, decides=place.decides)


def _told_court(place: Follow, name: str) -> Told:
    actor, row = place.request.actor, place.row
    protected = queries.is_protected(actor, row.person_id, place.today)
    return told_budget.told_court(row, name, protected=protected, writes=queries.writes(actor, row))


def _told_debt(place: Follow, name: str) -> Told:
    writes = queries.writes(place.request.actor, place.row)
    return told_budget.told_debt(place.row, name, place.request.now, writes=writes)


RSA = Face(RsaPath, "support:rsa", "support:rsa_edit", "parcours RSA", "RSA", RSA_SECTIONS, _told_path)
BREACH = Face(
    *(RsaBreach, "support:breach", "support:breach_edit", "manquement RSA", "Manquement"),
    *(BREACH_SECTIONS, _told_breach, DECIDED),
)
COURT = Face(CourtMeasure, "support:court", "support:court_edit", "budget", "Mesure", COURT_SECTIONS, _told_court)
DEBT = Face(DebtFile, "support:debt", "support:debt_edit", "budget", "Surendettement", DEBT_SECTIONS, _told_debt)


@needs("files.read")
@require_GET
def rsa(request, row_id):
    return _show(request, RSA, row_id)


@needs("files.read")
@require_GET
def breach(request, row_id):
    return _show(request, BREACH, row_id)


@needs("files.read")
@require_GET
def court(request, row_id):
    return _show(request, COURT, row_id)


@needs("files.read")
@require_GET
def debt(request, row_id):
    return _show(request, DEBT, row_id)


@needs("files.read")
@require_http_methods(["GET", "POST"])
def rsa_edit(request, row_id, section):
    return _edit(request, RSA, row_id, section)


@needs("files.read")
@require_http_methods(["GET", "POST"])
def breach_edit(request, row_id, section):
    return _edit(request, BREACH, row_id, section)


@needs("files.read")
@require_http_methods(["GET", "POST"])
def court_edit(request, row_id, section):
    return _edit(request, COURT, row_id, section)


@needs("files.read")
@require_http_methods(["GET", "POST"])
def debt_edit(request, row_id, section):
    return _edit(request, DEBT, row_id, section)


@needs("files.read")
@require_POST
def silent(request, row_id):
    """The time of her observations is over and nothing came."""
    place = _place(request, BREACH, row_id)
    if not queries.writes(request.actor, place.row):
        raise Http404("breach")
    try:
        with transaction.atomic():
            operations.say_silent(breach=place.row.pk, **place.said)
    except Refused as refused:
        return _show(request, BREACH, row_id, refusals=refused.refusals, status=422)
    toasts.say(request, "C’est noté\u00a0: la personne n’a rien répondu dans son délai.")
    return redirect(place.home())


def _place(request, face: Face, row_id) -> Follow:
    row = found_or_404(queries.ROWS[face.model], request.actor, row_id)
    return Follow(request, face.view, face.crumb, row.person_id, row)


def _edit(request, face: Face, row_id, slug: str):
    place = _place(request, face, row_id)
    section = face.sections.get(slug)
    if section is None or not queries.writes(request.actor, place.row):
        raise Http404("section")
    if slug in face.decided and not place.decides:
        raise Http404("decision")
    journal.consulted(request, place.person_id, page=face.page)
    return writing.write(place, section)


def _show(request, face: Face, row_id, *, refusals=(), status: int = 200):
    place = _place(request, face, row_id)
    row, actor = place.row, request.actor
    journal.consulted(request, row.person_id, page=face.page)
    card = people.cards(actor, [row.person_id]).get(row.person_id)
    context = {
        "row": row,
        "edit": face.edit,
        "told": face.told(place, spoken_name(card)),
        "clocks": queries.clocks_of(actor, row),
        "notices": notices(actor, row.person_id, place.today),
        "files": FILE_LINKS.of(actor, row.person_id) if card else [],
        "refusals": refusals,
        "may_say_silent": face is BREACH and row.step == "informed" and queries.writes(actor, row),
    }
    return render(request, "support/followed.html", context, status=status)
