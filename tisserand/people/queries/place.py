"""Is this person of the reader's place? Outside one's site: her identity only, until one says why (practice.md)."""

from collections.abc import Callable
from uuid import UUID

from tisserand.access.queries import visible
from tisserand.access.statements import written_once
from tisserand.access.terms import neighbours
from tisserand.access.walls import among
from tisserand.people.models import CareTeam
from tisserand.people.queries.persons import PersonFile
from tisserand.people.told import is_told_of_nobody

Tie = Callable[..., bool]
# What else ties a person to a reader: a coming, an orientation, a plan… Filled by `project.wiring`: tie(actor, person).
TIES: list[Tie] = []


def is_outside(actor, person: PersonFile) -> bool:
    """Nothing brings her to where this reader works, and no reason was given today. No query for one's own site."""
    if person.is_protected or person.id in actor.opened or person.id in actor.declared:
        return False
    if is_told_of_nobody(actor):
        # An orientation asks a pôle to answer, with what she passed on: it opens nothing else (record 0023).
        return not _accompanied(actor, person)
    if person.site_id is None or person.site_id in actor.reach("identity.read"):
        return False
    return not any(tie(actor, person) for tie in (_near, _accompanied)) and not any(
        tie(actor, person.id) for tie in TIES
    )


def _near(actor, person: PersonFile) -> bool:
    """A team works with the sites of its territory."""
    teams = frozenset(post.unit_id for post in actor.posts_in("team"))
    return bool(teams) and bool(_beside(actor, teams, person.site_id))


@written_once
def _beside(_, teams: frozenset[UUID], site: UUID):
    return neighbours(teams).filter(pk=site)[:1]


def _accompanied(actor, person: PersonFile) -> bool:
    """By her, by whom she stands in for, or by a unit that she reaches."""
    return bool(_her_seats(actor, person.id, actor.covered | {actor.account_id}))


@written_once
def _her_seats(actor, person: UUID, accounts: frozenset[UUID]):
    seats = visible(CareTeam, actor).filter(person_id=person, ends_before=None).order_by("id")
    return seats.filter(among("account_id", accounts) | among("unit_id", actor.reach("files.read")))[:1]


def without_pole(actor, person: UUID, seats: list) -> list:
    """Outside one's site, which pôle accompanies her would say why."""
    return [seat for seat in seats if seat.unit.kind != "pole"] if person in actor.declared else list(seats)
