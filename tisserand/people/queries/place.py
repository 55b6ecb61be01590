"""Is this person of the reader's place? Outside one's site: her identity only, until one says why (practice.md)."""

from collections.abc import Callable
from uuid import UUID

from tisserand.access.queries import visible
from tisserand.access.terms import neighbours
from tisserand.access.walls import among
from tisserand.people.models import CareTeam
from tisserand.people.queries.persons import PersonFile

Tie = Callable[..., bool]
# What else ties a person to a reader: a coming, an orientation, a plan… Filled by `project.wiring`: tie(actor, person).
TIES: list[Tie] = []


def is_outside(actor, person: PersonFile) -> bool:
    """Nothing brings her to where this reader works, and no reason was given today. No query for one's own site."""
    if person.site_id is None or person.site_id in actor.reach("identity.read"):
        return False
    if person.is_protected or person.id in actor.opened or person.id in actor.declared:
        return False
    return not any(tie(actor, person) for tie in (_near, _accompanied)) and not any(
        tie(actor, person.id) for tie in TIES
    )


def _near(actor, person: PersonFile) -> bool:
    """A team works with the sites of its territory."""
    teams = frozenset(post.unit_id for post in actor.posts_in("team"))
    return bool(teams) and neighbours(teams).filter(pk=person.site_id).exists()


def _accompanied(actor, person: PersonFile) -> bool:
    """By her, by whom she stands in for, or by a unit that she reaches."""
    seats = visible(CareTeam, actor).filter(person_id=person.id, ends_before=None)
    hers = among("account_id", actor.covered | {actor.account_id})
    return seats.filter(hers | among("unit_id", actor.reach("files.read"))).exists()


def without_pole(actor, person: UUID, seats: list) -> list:
    """Outside one's site, which pôle accompanies her would say why."""
    return [seat for seat in seats if seat.unit.kind != "pole"] if person in actor.declared else list(seats)
